using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Journeys;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>One node of an application on a real Kestrel that shares its sessions through Redis; people sign in as in <see cref="SignInApp"/>.</summary>
internal sealed class RedisNode : IAsyncDisposable
{
    // Nodes of one application share the keys that cookies are sealed with.
    private static readonly EphemeralDataProtectionProvider Protection = new();

    private readonly WebApplication _app;

    private RedisNode(WebApplication app, CapturedLogs logs) => (_app, Logs) = (app, logs);

    public CapturedLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    public ISessionControl Control => Services.GetRequiredService<ISessionControl>();

    public ISessionReports Reports => Services.GetRequiredService<ISessionReports>();

    public ISessionAlerts Alerts => Services.GetRequiredService<ISessionAlerts>();

    private Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<RedisNode> StartAsync(
        string endpoint, string prefix, Action<SessionTrackingOptions>? options = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null,
        Func<ISessionStorage, ISessionStorage>? storage = null)
    {
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = typeof(RedisNode).Assembly.GetName().Name });
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IDataProtectionProvider>(Protection);
        builder.Services.AddSingleton(new RollerOptions { IdleWait = TimeSpan.FromMilliseconds(20), CommitEvery = TimeSpan.Zero });
        SignInApp.Services(builder.Services);
        services?.Invoke(builder.Services);
        builder.Services.AddSessionTracking(o =>
        {
            o.Partitions = 4;
            o.Keys.Add(new SessionKey { Id = "test", Secret = Convert.ToBase64String(new byte[32]) });
            options?.Invoke(o);
        }).UseRedis(endpoint, o => o.Prefix = prefix);
        if (storage is not null)
        {
            var inner = builder.Services.Last(s => s.ServiceType == typeof(ISessionStorage)).ImplementationFactory!;
            builder.Services.AddSingleton(provider => storage((ISessionStorage)inner(provider)));
        }

        var app = builder.Build();
        app.UseSessionTracking();
        SignInApp.Map(app);
        map?.Invoke(app);
        await app.StartAsync();
        return new RedisNode(app, logs);
    }

    /// <summary>A client of this node; with cookies that it may share with clients of other nodes.</summary>
    public HttpClient Visitor(SharedCookies? cookies = null)
    {
        var client = new HttpClient((cookies ?? new SharedCookies()).Handler()) { BaseAddress = Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
