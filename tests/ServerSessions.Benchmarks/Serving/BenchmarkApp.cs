using OpenTelemetry;
using OpenTelemetry.Trace;
using ServerSessions.Capture.Queue;
using StackExchange.Redis;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>The app that every kind serves: it answers a short string, once synchronously and once after it has waited.</summary>
internal static class BenchmarkApp
{
    public const string Path = "/hello";
    public const string AwaitingPath = "/hello-later";

    private const string Answer = "Hello, visitor!";

    /// <summary>The cookie that names a visitor.</summary>
    public const string CookieName = "ss";

    /// <param name="kind">What it is served with.</param>
    /// <param name="secret">The key of the cookies, so that those of one process are good for another.</param>
    /// <param name="server">Stands in for Kestrel, and its owner empties the queue; null for Kestrel.</param>
    public static WebApplication Build(AppKind kind, string secret, InProcessServer? server = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        // Otherwise hosting makes an activity and a scope for every request, for messages that are not shown, in the bare app too.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (server is not null)
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer>(server);
        Add(builder.Services, kind, secret, drains: server is null);
        var app = builder.Build();
        if (kind is AppKind.Tracked or AppKind.TrackedAlone or AppKind.Captured)
            app.UseSessionTracking();
        else if (kind == AppKind.W3C)
            app.UseW3CLogging();
        else if (kind == AppKind.EntryEach)
            app.UseMiddleware<EntryEachMiddleware>();
        app.MapGet(Path, () => Answer);
        app.MapGet(AwaitingPath, async () =>
        {
            await Task.Yield();
            return Answer;
        });
        return app;
    }

    /// <summary>Where the process of this id writes its W3C log.</summary>
    public static string LogDirectory(int process) => System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"benchmark-w3c-{process}");

    // Several keys are a list with commas, newest first.
    private static void AddKeys(SessionTrackingOptions options, string secrets)
    {
        // Visitors come by plain http.
        (options.Cookie.Name, options.Cookie.SecurePolicy) = (CookieName, CookieSecurePolicy.SameAsRequest);
        foreach (var secret in secrets.Split(','))
            options.Keys.Add(new SessionKey { Id = $"benchmark{options.Keys.Count}", Secret = secret });
    }

    private static void Add(IServiceCollection services, AppKind kind, string secret, bool drains)
    {
        switch (kind)
        {
            case AppKind.Tracked:
                services.AddSessionTracking(o =>
                {
                    AddKeys(o, secret);
                    o.Roles = SessionTrackingRoles.Capture;
                }).UseRedis(EventServer.Endpoint, o => o.Prefix = EventServer.PrefixOf(Environment.ProcessId));
                break;
            case AppKind.TrackedAlone:
                services.AddSessionTracking(o => AddKeys(o, secret));
                break;
            case AppKind.Captured:
                var others = services.Count;
                services.AddSessionTracking(o => AddKeys(o, secret));
                foreach (var service in services.Skip(others).Where(d => d.ServiceType == typeof(IHostedService)).ToArray())
                    services.Remove(service);
                if (drains)
                    services.AddHostedService(provider => new QueueDrain(provider.GetRequiredService<EventQueue>()));
                break;
            case AppKind.W3C:
                services.AddW3CLogging(o => o.LogDirectory = LogDirectory(Environment.ProcessId));
                break;
            case AppKind.OpenTelemetry:
                services.AddSingleton(Sdk.CreateTracerProviderBuilder().AddSource("Microsoft.AspNetCore").SetSampler(new AlwaysOnSampler()).Build());
                break;
            case AppKind.OpenTelemetryExport:
                services.AddSingleton(Sdk.CreateTracerProviderBuilder().AddSource("Microsoft.AspNetCore").SetSampler(new AlwaysOnSampler())
                    .AddOtlpExporter(PeerServers.ToCollector).Build());
                break;
            case AppKind.EntryEach:
                services.AddSingleton<IConnectionMultiplexer>(ConnectionMultiplexer.Connect(PeerServers.Redis()));
                break;
            default:
                break;
        }
    }
}
