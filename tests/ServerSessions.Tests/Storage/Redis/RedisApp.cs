using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Testing;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>A small application that keeps its sessions in Redis.</summary>
internal sealed class RedisApp : IAsyncDisposable
{
    private RedisApp(WebApplication app, CapturedLogs logs) => (App, Logs) = (app, logs);

    public WebApplication App { get; }

    public CapturedLogs Logs { get; }

    public ISessionReports Reports => App.Services.GetRequiredService<ISessionReports>();

    public static Task<RedisApp> StartAsync(
        string configuration, string prefix, string environment = "Development", Action<SessionTrackingOptions>? options = null) =>
        StartAsync(tracking => tracking.UseRedis(configuration, o => o.Prefix = prefix), environment, options);

    /// <param name="use">Puts the application's sessions into Redis.</param>
    /// <param name="environment">Outside Development keys are needed.</param>
    /// <param name="options">Settings of session tracking.</param>
    /// <param name="map">Maps more than one page.</param>
    public static async Task<RedisApp> StartAsync(
        Action<SessionTrackingBuilder> use, string environment = "Development", Action<SessionTrackingOptions>? options = null, Action<WebApplication>? map = null)
    {
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.WebHost.UseTestServer();
        use(builder.Services.AddSessionTracking(o =>
        {
            o.Partitions = 4;
            options?.Invoke(o);
        }));
        var app = builder.Build();
        app.UseSessionTracking();
        app.MapGet("/pages/{name}", (string name) => Microsoft.AspNetCore.Http.TypedResults.Text(name, "text/html"));
        map?.Invoke(app);
        await app.StartAsync();
        return new RedisApp(app, logs);
    }

    public HttpClient Visitor() => Visitor(new VisitorCookies(App.GetTestServer().CreateHandler()));

    public VisitorCookies Cookies() => new(App.GetTestServer().CreateHandler());

    public static HttpClient Visitor(VisitorCookies cookies)
    {
        var client = new HttpClient(cookies) { BaseAddress = new Uri("http://localhost") };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        return client;
    }

    public async Task<PipelineReport> UntilAsync(Func<PipelineReport, bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var report = default(PipelineReport);
        await Waiting.UntilAsync(
            async () =>
            {
                try
                {
                    report = await Reports.PipelineAsync();
                    return report.StorageFault is null && condition(report);
                }
                catch (StorageUnavailableException)
                {
                    return false; // it is away for a while
                }
            },
            () => $"{report}\n{string.Join('\n', Logs.Lines.Where(l => l.Level >= LogLevel.Warning))}",
            what);
        return report!;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
