using System.Globalization;
using ServerSessions.Journeys;
using ServerSessions.Reports;
using ServerSessions.Reports.Thresholds;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>A Redis with a history in it, and the services that answer from it; none of them rolls or records.</summary>
internal sealed class History : IAsyncDisposable
{
    private readonly RedisServer _server;
    private readonly IHost _host;

    private History(RedisServer server, IHost host, Pseudonym user, SessionId session, double bytes) =>
        (_server, _host, User, Session, BytesAJourney) = (server, host, user, session, bytes);

    public Pseudonym User { get; }

    public SessionId Session { get; }

    /// <summary>Redis' memory for it, rollups and indexes included.</summary>
    public double BytesAJourney { get; }

    /// <summary>Redis' memory for some keys.</summary>
    public async Task<long> BytesAsync(string pattern)
    {
        var bytes = 0L;
        foreach (var key in (object?[])(await _server.CommandAsync("KEYS", pattern))!)
            bytes += Convert.ToInt64(await _server.CommandAsync("MEMORY", "USAGE", (string)key!, "SAMPLES", "0"), CultureInfo.InvariantCulture);
        return bytes;
    }

    /// <summary>Processor time that Redis has taken.</summary>
    public async Task<TimeSpan> RedisCpuAsync() => TimeSpan.FromSeconds(
        ((string)(await _server.CommandAsync("INFO", "cpu"))!).Split("\r\n").Select(l => l.Split(':')).Where(l => l[0] is "used_cpu_user" or "used_cpu_sys")
            .Sum(l => double.Parse(l[1], CultureInfo.InvariantCulture)));

    /// <summary>How many journeys are in no block.</summary>
    public async Task<long> SinglesAsync()
    {
        var count = 0L;
        foreach (var key in (object?[])(await _server.CommandAsync("KEYS", "*:ids"))!)
            count += Convert.ToInt64(await _server.CommandAsync("ZCARD", (string)key!), CultureInfo.InvariantCulture);
        return count;
    }

    /// <summary>What the roller does once the days are over.</summary>
    public async Task PackAsync(CancellationToken cancellationToken)
    {
        var storage = _host.Services.GetRequiredService<ISessionStorage>();
        var folds = CommitBuilder.Rollups(_host.Services.GetRequiredService<JourneySettings>().Insights);
        for (var partition = 0; partition < storage.Partitions; partition++)
            await storage.PackRollupsAsync((await storage.AcquireAsync(partition, StoredHistory.Owner, TimeSpan.FromHours(1), cancellationToken))!.Value, folds, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 3600, cancellationToken);
    }

    public ISessionReports Reports => _host.Services.GetRequiredService<ISessionReports>();

    public ISessionInsights Insights => _host.Services.GetRequiredService<ISessionInsights>();

    /// <summary>Comparisons of figures with thresholds.</summary>
    public InsightAlerts Thresholds => _host.Services.GetRequiredService<InsightAlerts>();

    public static async Task<History> WriteAsync(
        int journeys, CancellationToken cancellationToken, int days = 30, int routes = 0, DateTimeOffset? end = null, bool labelled = false, Action<SessionTrackingBuilder>? configure = null,
        IReadOnlyList<KnownUser>? known = null)
    {
        var server = await RedisServer.StartAsync();
        var host = Node(server, configure: configure);
        var storage = host.Services.GetRequiredService<ISessionStorage>();
        await storage.StartAsync(cancellationToken);
        var before = await MemoryAsync(server);
        var (user, session) = await new StoredHistory(storage, host.Services.GetRequiredService<JourneySettings>(), end ?? DateTimeOffset.UtcNow, days, routes, labelled) { Known = known ?? [] }.WriteAsync(journeys, cancellationToken);
        return new History(server, host, user, session, (await MemoryAsync(server) - before) / journeys);
    }

    /// <summary>Another node of the same application; the caller disposes it.</summary>
    public IHost AnotherNode(SessionTrackingRoles roles = SessionTrackingRoles.Deliver) => Node(_server, roles);

    /// <summary>How many cached answers Redis has.</summary>
    public async Task<int> AnswersAsync() => ((object?[])(await _server.CommandAsync("KEYS", "*:answers:*"))!).Length;

    /// <summary>A node that serves the dashboard on a free port; the caller disposes it.</summary>
    public async Task<WebApplication> DashboardAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        AddTracking(builder, _server, SessionTrackingRoles.Deliver).AddDashboard();
        var app = builder.Build();
        app.MapSessionTracking().AllowAnonymous();
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static IHost Node(RedisServer server, SessionTrackingRoles roles = SessionTrackingRoles.Deliver, Action<SessionTrackingBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        AddTracking(builder, server, roles, configure);
        return builder.Build();
    }

    private static SessionTrackingBuilder AddTracking(
        IHostApplicationBuilder builder, RedisServer server, SessionTrackingRoles roles, Action<SessionTrackingBuilder>? configure = null)
    {
        builder.Logging.ClearProviders();
        var tracking = builder.Services.AddSessionTracking(o => o.Roles = roles);
        configure?.Invoke(tracking);
        return tracking.UseRedis(server.Endpoint, o =>
        {
            o.Timeout = TimeSpan.FromMinutes(1);
            // So that no day of a run over midnight ends by its age.
            o.JourneyRetention = TimeSpan.FromDays(60);
        });
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    // What connections have in their buffers is no data.
    private static async Task<double> MemoryAsync(RedisServer server)
    {
        var info = ((string)(await server.CommandAsync("INFO", "memory"))!).Split("\r\n").Select(l => l.Split(':')).Where(l => l.Length == 2).ToDictionary(l => l[0], l => l[1]);
        return Number("used_memory") - Number("mem_clients_normal") - Number("mem_aof_buffer");

        double Number(string name) => double.Parse(info[name], CultureInfo.InvariantCulture);
    }
}
