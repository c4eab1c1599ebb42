using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>An application that has the dashboard and nothing else, below any pattern and path base.</summary>
internal sealed class DashboardApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DashboardApp(WebApplication app) => _app = app;

    public HttpClient Client => _app.GetTestClient();

    public static async Task<DashboardApp> StartAsync(FixedReports? reports = null, string pattern = "/admin/sessions", string pathBase = "")
    {
        reports ??= Benign();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(new StillClock(DashboardData.Now));
        builder.Services.AddSingleton<ISessionReports>(reports).AddSingleton<ISessionAlerts>(reports)
            .AddSingleton<ISessionCohorts>(reports).AddSingleton<IInsightAlerts>(reports)
            .AddSingleton<ISessionShares>(new FixedShares())
            .AddSingleton<ISessionInsights>(new FixedInsights(reports)).AddSingleton<ISessionControl>(new FixedControl(reports));
        new SessionTrackingBuilder(builder.Services).AddDashboard();
        var app = builder.Build();
        app.UsePathBase(pathBase);
        app.UseRouting();
        var pages = app.Services.GetRequiredService<ISessionPages>();
        var group = app.MapGroup(pattern);
        pages.MapAssets(group);
        group.MapGet("/{**path}", (HttpContext context) => pages.Page(context, (string?)context.GetRouteValue("path") ?? "") ?? Results.NoContent());
        await app.StartAsync();
        return new DashboardApp(app);
    }

    public static FixedReports Benign() => new(new DashboardData(() => "GET /products/{id}"));

    public static FixedReports Hostile() => new(new DashboardData(HostileText.Endless()));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
