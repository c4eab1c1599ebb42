using System.Security.Cryptography;
using ServerSessions.Benchmarks.Load;
using ServerSessions.Benchmarks.Serving;
using ServerSessions.TestServers;

namespace ServerSessions.Benchmarks.Requests;

/// <summary>Starts servers, brings visitors and compares kinds of app over the network.</summary>
internal sealed class LoadSession : IDisposable
{
    private readonly RequestPlan _plan;
    private readonly string _cookiesFile = Path.GetTempFileName();
    private readonly Wrk _wrk;

    public LoadSession(RequestPlan plan)
    {
        _plan = plan;
        _wrk = new Wrk(_cookiesFile);
    }

    /// <summary>The key of the cookies, so that every process takes those of any other.</summary>
    public string Secret { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string[] Cookies { get; private set; } = [];

    /// <summary>Requests that the tracked apps served, and what became of them.</summary>
    public ServerStats Tracked { get; private set; } = new();

    /// <summary>Share of one processor that the tracked app takes without requests.</summary>
    public double IdleShare { get; private set; }

    public long Failed { get; private set; }

    public async Task BringVisitorsAsync(CancellationToken cancellationToken)
    {
        await using var server = await ChildServer.StartAsync(AppKind.TrackedAlone, Secret, cancellationToken);
        Cookies = await VisitorCookies.GetAsync(new Uri(server.Address, BenchmarkApp.Path), _plan.Visitors, cancellationToken);
        await File.WriteAllLinesAsync(_cookiesFile, Cookies, cancellationToken);
    }

    /// <summary>Pairs of runs against the bare app; which of the two goes first alternates.</summary>
    /// <param name="kind">What is compared with bare.</param>
    /// <param name="path">What is asked for.</param>
    /// <param name="duration">Of one run.</param>
    /// <param name="pairs">How many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="frozen">Stopped after the warm-up, and for all that is measured.</param>
    public async Task<List<LoadPair>> CompareAsync(
        AppKind kind, string path, TimeSpan duration, int pairs, CancellationToken cancellationToken, RedisServer? frozen = null)
    {
        await using var bare = await ChildServer.StartAsync(AppKind.Bare, Secret, cancellationToken);
        await using var other = await ChildServer.StartAsync(kind, Secret, cancellationToken);
        await WarmAsync(bare, path, cancellationToken);
        await WarmAsync(other, path, cancellationToken);
        if (frozen is not null)
        {
            await frozen.FreezeAsync();
            other.Settles = false;
        }

        var measured = new List<LoadPair>();
        for (var i = 0; i < pairs; i++)
        {
            var first = await LoadRun.RunAsync(_wrk, i % 2 == 0 ? bare : other, path, duration, cancellationToken);
            var second = await LoadRun.RunAsync(_wrk, i % 2 == 0 ? other : bare, path, duration, cancellationToken);
            measured.Add(i % 2 == 0 ? new LoadPair(first, second) : new LoadPair(second, first));
        }

        Failed += measured.Sum(p => p.Failed);
        if (frozen is not null)
        {
            await frozen.ThawAsync();
            other.Settles = true;
        }

        await AddTrackedAsync(other, cancellationToken);
        return measured;
    }

    /// <summary>Processor time of the process at a fixed rate, µs a request, tracked less bare; and the rate that was reached.</summary>
    public async Task<(double CpuMicros, double PerSecond)> PacedAsync(CancellationToken cancellationToken)
    {
        var (bare, bareRate) = await PacedCpuAsync(AppKind.Bare, cancellationToken);
        var (tracked, trackedRate) = await PacedCpuAsync(AppKind.Tracked, cancellationToken);
        return (tracked - bare, Math.Min(bareRate, trackedRate));
    }

    public void Dispose() => File.Delete(_cookiesFile);

    private async Task<(double CpuMicros, double PerSecond)> PacedCpuAsync(AppKind kind, CancellationToken cancellationToken)
    {
        await using var server = await ChildServer.StartAsync(kind, Secret, cancellationToken);
        var url = new Uri(server.Address, BenchmarkApp.Path);
        await WarmAsync(server, BenchmarkApp.Path, cancellationToken);
        var before = await server.SettledStatsAsync(cancellationToken);
        var (sent, failed, seconds) = await PacedLoad.RunAsync(url, Cookies, RequestPlan.PacedPerSecond, 2 * _plan.ShortRun, cancellationToken);
        var after = await server.SettledStatsAsync(cancellationToken);
        Failed += failed;
        await AddTrackedAsync(server, cancellationToken);
        await MeasureIdleAsync(server, cancellationToken);
        return ((after.CpuMicroseconds - before.CpuMicroseconds) / sent, sent / seconds);
    }

    private async Task MeasureIdleAsync(ChildServer server, CancellationToken cancellationToken)
    {
        if (server.Kind != AppKind.Tracked)
            return;
        await server.QuietAsync(cancellationToken);
        var before = await server.StatsAsync(cancellationToken);
        await Task.Delay(_plan.ShortRun, cancellationToken);
        var after = await server.StatsAsync(cancellationToken);
        IdleShare = (after.CpuMicroseconds - before.CpuMicroseconds) / _plan.ShortRun.TotalMicroseconds;
    }

    // Twice: the runtime compiles what it profiled in the first load before the second, and what it profiles then before the measurement.
    private async Task WarmAsync(ChildServer server, string path, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 2; i++)
        {
            await _wrk.RunAsync(new Uri(server.Address, path), _plan.WarmUp, cancellationToken);
            await server.QuietAsync(cancellationToken);
        }
    }

    private async Task AddTrackedAsync(ChildServer server, CancellationToken cancellationToken)
    {
        if (server.Kind != AppKind.Tracked)
            return;
        var stats = await server.SettledStatsAsync(cancellationToken);
        Tracked = Tracked with
        {
            Served = Tracked.Served + stats.Served,
            Recorded = Tracked.Recorded + stats.Recorded,
            Dropped = Tracked.Dropped + stats.Dropped,
            Excluded = Tracked.Excluded + stats.Excluded,
        };
    }
}
