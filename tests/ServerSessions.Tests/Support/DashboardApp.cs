using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>An application that has the dashboard and nothing else, below any pattern and path base.</summary>
internal sealed class DashboardApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DashboardApp(WebApplication app) => _app = app;

    /// <summary>Where it listens, on Kestrel.</summary>
    public Uri Address => new(_app.Urls.First());

    public HttpClient Client => _app.GetTestClient();

    /// <param name="reports">What the pages show.</param>
    /// <param name="pattern">The pattern below which they are.</param>
    /// <param name="pathBase">A path base of the application.</param>
    /// <param name="kestrel">On 127.0.0.1 with a free port instead of in process.</param>
    public static async Task<DashboardApp> StartAsync(FixedReports? reports = null, string pattern = "/admin/sessions", string pathBase = "", bool kestrel = false)
    {
        reports ??= Benign();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (kestrel)
            builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        else
            builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(new StillClock(DashboardData.Now));
        builder.Services.AddSingleton<ISessionReports>(reports).AddSingleton<ISessionAlerts>(reports)
            .AddSingleton<ISessionCohorts>(reports).AddSingleton<IInsightAlerts>(reports)
            .AddSingleton<ISessionShares>(new FixedShares(reports))
            .AddSingleton<ISessionInsights>(new FixedInsights(reports)).AddSingleton<ISessionControl>(new FixedControl(reports));
        var operation = new FixedOperation(reports);
        builder.Services.AddSingleton<ISessionRules>(operation).AddSingleton<ISessionWebhooks>(operation).AddSingleton<ISessionPrivacy>(operation);
        builder.Services.AddSingleton<ISessionReplays>(operation).AddSingleton<ISessionExports>(operation).AddSingleton<ISessionViews>(new FixedViews(reports));
        new SessionTrackingBuilder(builder.Services).AddDashboard();
        var app = builder.Build();
        app.UsePathBase(pathBase);
        app.UseRouting();
        var pages = app.Services.GetRequiredService<ISessionPages>();
        var group = app.MapGroup(pattern);
        pages.MapAssets(group);
        foreach (var file in (string[])["/sessions/{id}/markdown", "/sessions/{id}/export", "/users/{id}/export"])
            group.MapGet(file, () => "a file");
        app.MapGet(FixedShares.Link, () => "a shared view");
        // One address is a page and a stream of events, by Accept. Without news for its listener it ends, and the page polls.
        group.MapGet("/{**path}", (HttpContext context) => context.Request.Headers.Accept == "text/event-stream" ? Results.NoContent() : pages.Page(context, (string?)context.GetRouteValue("path") ?? "") ?? Results.NoContent());
        await app.StartAsync();
        return new DashboardApp(app);
    }

    public static FixedReports Benign() => new(new DashboardData(() => "GET /products/{id}"));

    public static FixedReports Hostile() => new(new DashboardData(HostileText.Endless()));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
