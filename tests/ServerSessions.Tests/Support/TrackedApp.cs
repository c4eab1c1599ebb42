using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerSessions.Capture.Cookies;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Testing;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Support;

/// <summary>An application with tracking, in process or on a real Kestrel, and what became of its requests.</summary>
internal sealed class TrackedApp : IAsyncDisposable
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly bool _onKestrel;

    private TrackedApp(WebApplication app, CapturedLogs logs, SpyStorage storage, bool onKestrel) =>
        (App, Logs, Storage, _onKestrel) = (app, logs, storage, onKestrel);

    /// <summary>The cookie's name over plain http.</summary>
    public static string CookieName { get; } = SessionCookie.DefaultName(typeof(TrackedApp).Assembly.GetName().Name!);

    public WebApplication App { get; }

    public CapturedLogs Logs { get; }

    public SpyStorage Storage { get; }

    public IReadOnlyList<RequestEvent> Events => Storage.Events;

    public IServiceProvider Services => App.Services;

    public ISessionReports Reports => Services.GetRequiredService<ISessionReports>();

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="map">Middleware and endpoints; it calls UseSessionTracking itself when <paramref name="use"/> is false.</param>
    /// <param name="services">What the application registers, before tracking.</param>
    /// <param name="options">Settings of tracking.</param>
    /// <param name="environment">Development by default, so that the cookie works over http.</param>
    /// <param name="kestrel">On 127.0.0.1 with a free port instead of in process.</param>
    /// <param name="use">Call UseSessionTracking first.</param>
    /// <param name="after">What the application registers after tracking.</param>
    /// <param name="name">The application's name; the same one for all by default.</param>
    /// <param name="args">The host's command line, such as <c>--ForwardedHeaders_Enabled=true</c>.</param>
    public static async Task<TrackedApp> StartAsync(
        Action<WebApplication> map, Action<IServiceCollection>? services = null, Action<SessionTrackingOptions>? options = null,
        string environment = "Development", bool kestrel = false, bool use = true, Action<IServiceCollection>? after = null, string? name = null, string[]? args = null)
    {
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = environment,
            ApplicationName = name ?? typeof(TrackedApp).Assembly.GetName().Name,
        });
        builder.Logging.ClearProviders().AddProvider(logs);
        if (kestrel)
            builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        else
            builder.WebHost.UseTestServer();
        services?.Invoke(builder.Services);
        builder.Services.TryAddSingleton(provider => SpyStorage.Around(
            new InProcessStorage(new InProcessStorageOptions(2), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<WaitClock>())).Storage);
        // A test that holds the clock still holds up no loop: what is served is recorded and rolled all the same.
        builder.Services.TryAddSingleton(new WaitClock(TimeProvider.System));
        builder.Services.AddSingleton(new RollerOptions { IdleWait = TimeSpan.FromMilliseconds(20), CommitEvery = TimeSpan.Zero });
        builder.Services.AddSessionTracking(o =>
        {
            o.Partitions = 2;
            options?.Invoke(o);
        });
        after?.Invoke(builder.Services);
        var app = builder.Build();
        if (use)
            app.UseSessionTracking();
        map(app);
        await app.StartAsync();
        return new TrackedApp(app, logs, (SpyStorage)(object)app.Services.GetRequiredService<ISessionStorage>(), kestrel);
    }

    /// <summary>A visitor with a cookie container, who follows no redirects.</summary>
    public HttpClient Visitor(string accept = "text/html", string userAgent = Firefox) =>
        Client(new VisitorCookies(Inner()), accept, userAgent);

    /// <summary>A browser that is shown the site at an address, by http or https, with the rules of its cookies.</summary>
    /// <param name="site">The address that the browser shows.</param>
    /// <param name="jar">What it keeps its cookies in.</param>
    public HttpClient Browser(string site, out BrowserJar jar) => Client(jar = new BrowserJar(Inner(), new Uri(site)), "text/html", Firefox);

    private HttpMessageHandler Inner() =>
        _onKestrel ? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } : App.GetTestServer().CreateHandler();

    private HttpClient Client(HttpMessageHandler handler, string accept, string userAgent)
    {
        var client = new HttpClient(handler) { BaseAddress = _onKestrel ? Address : new Uri("http://localhost") };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        return client;
    }

    /// <summary>Waits until everything that was served is recorded, dropped or excluded and rolled up.</summary>
    public async Task<PipelineReport> SettledAsync(long served)
    {
        var report = default(PipelineReport);
        await Waiting.UntilAsync(
            async () =>
            {
                // Partitions are read one after the other: what one sends another meanwhile may be in neither.
                var appends = Storage.Appends;
                report = await Reports.PipelineAsync(CancellationToken.None);
                return appends == Storage.Appends && report.StorageFault is null && report.Served >= served && report.Queued == 0 && report.Served == report.Recorded + report.Dropped + report.Excluded
                    && report.Partitions.All(p => p is { Backlog: 0, Outbox: 0 });
            },
            () => $"{report}",
            $"{served} served requests are settled");
        return report!;
    }

    /// <summary>The only session there is, once a number of requests are settled.</summary>
    public async Task<SessionReport> OnlySessionAsync(long served)
    {
        var report = await SettledAsync(served);
        var list = await Reports.ListAsync(new SessionQuery());
        Assert.True(list.Items.Count == 1, $"{list.Items.Count} sessions; {report}; {string.Join('\n', Logs.Lines.Where(l => l.Level >= LogLevel.Warning))}");
        return (await Reports.FindAsync(Id(list.Items[0])))!;
    }

    public async Task<IReadOnlyList<SessionReport>> SessionsAsync(long served)
    {
        await SettledAsync(served);
        var reports = new List<SessionReport>();
        foreach (var item in (await Reports.ListAsync(new SessionQuery { Limit = 500 })).Items)
            reports.Add((await Reports.FindAsync(Id(item)))!);
        return reports;
    }

    /// <summary>Waits until a number of sessions are closed and stored; a sign-out closes one two seconds later, when nothing earlier can arrive any more.</summary>
    public Task ClosedAsync(int sessions) => Waiting.UntilAsync(
        async () => (await Services.GetRequiredService<ISessionStorage>().ListAsync(new JourneyQuery(0, long.MaxValue, default, null, sessions), default)).Count >= sessions, what: $"{sessions} sessions are closed");

    public bool Warned(string text) => Logs.Lines.Any(l => l.Level >= LogLevel.Warning && l.Text.Contains(text, StringComparison.Ordinal));

    public static HttpStatusCode[] Refusals { get; } = [HttpStatusCode.Unauthorized, HttpStatusCode.Found, HttpStatusCode.NotFound];

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static SessionId Id(SessionSummary summary) => SessionId.TryParse(summary.Id, out var id) ? id : throw new FormatException(summary.Id);
}
