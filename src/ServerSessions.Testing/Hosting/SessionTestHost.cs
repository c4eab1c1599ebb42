using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ServerSessions.Reports;

namespace ServerSessions.Testing;

/// <summary>
/// An application with session tracking in memory: no port, no storage server, and a clock that stands still until the test moves it. For an application with a
/// <c>Program</c> of its own, use WebApplicationFactory with <see cref="SessionTestingServiceCollectionExtensions.AddSessionTesting"/> instead.
/// </summary>
public sealed class SessionTestHost : IAsyncDisposable
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly WebApplication _app;
    private readonly SessionTestProbe _probe;

    private SessionTestHost(WebApplication app) => (_app, _probe) = (app, app.Services.GetRequiredService<SessionTestProbe>());

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <inheritdoc cref="SessionTestProbe.Clock"/>
    public FakeTimeProvider Clock => _probe.Clock;

    /// <inheritdoc cref="SessionTestProbe.Webhooks"/>
    public TestWebhooks Webhooks => _probe.Webhooks;

    /// <inheritdoc cref="SessionTestProbe.Alerts"/>
    public IReadOnlyList<Alert> Alerts => _probe.Alerts;

    /// <inheritdoc cref="SessionTestProbe.Limit"/>
    public TimeSpan Limit
    {
        get => _probe.Limit;
        set => _probe.Limit = value;
    }

    /// <summary>Builds and starts an application in the environment Development, so that cookies pass over http.</summary>
    /// <param name="configure">Services and settings; it calls <c>AddSessionTracking</c>.</param>
    /// <param name="map">Middleware and endpoints; it calls <c>UseSessionTracking</c>.</param>
    /// <param name="clock">The clock; null for one that begins at the machine's present time.</param>
    /// <exception cref="InvalidOperationException"><paramref name="configure"/> has not called <c>AddSessionTracking</c>.</exception>
    public static async Task<SessionTestHost> StartAsync(Action<WebApplicationBuilder> configure, Action<WebApplication> map, FakeTimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(map);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        configure(builder);
        if (builder.Services.All(s => s.ServiceType != typeof(Settings.RegisteredRoles)))
            throw new InvalidOperationException("The test host has no session tracking. Call builder.Services.AddSessionTracking() in the configure delegate.");
        builder.Services.AddSessionTesting(clock);
        var app = builder.Build();
        try
        {
            map(app);
            var host = new SessionTestHost(app);
            await app.StartAsync();
            return host;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A browser with cookies of its own, which follows no redirects.</summary>
    /// <param name="userAgent">Its User-Agent; null for that of a Firefox.</param>
    public HttpClient CreateVisitor(string? userAgent = null)
    {
        var client = new HttpClient(new VisitorCookies(_app.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent ?? Firefox);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        return client;
    }

    /// <inheritdoc cref="SessionTestProbe.SettleAsync"/>
    public Task SettleAsync(CancellationToken cancellationToken = default) => _probe.SettleAsync(cancellationToken);

    /// <inheritdoc cref="SessionTestProbe.AdvanceAsync"/>
    public Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken = default) => _probe.AdvanceAsync(time, cancellationToken);

    /// <inheritdoc cref="SessionTestProbe.SessionsAsync"/>
    public Task<IReadOnlyList<SessionReport>> SessionsAsync(CancellationToken cancellationToken = default) => _probe.SessionsAsync(cancellationToken);

    /// <inheritdoc cref="SessionTestProbe.DecisionsAsync"/>
    public Task<IReadOnlyList<SessionDecision>> DecisionsAsync(CancellationToken cancellationToken = default) => _probe.DecisionsAsync(cancellationToken);

    /// <summary>Stops the application.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
