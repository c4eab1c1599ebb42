using ServerSessions.Benchmarks.Running;
using ServerSessions.Benchmarks.Serving;

namespace ServerSessions.Benchmarks.Requests;

/// <summary>What a request costs with session tracking, against the same app without and against what else one might add.</summary>
internal sealed class RequestBenchmark : IBenchmark
{
    public string Name => "request";

    public string Purpose => "throughput, latency, allocation and processor time of a request, tracked against bare and against peers";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var plan = RequestPlan.For(options);
        await using var events = await EventServer.StartAsync();
        using var session = new LoadSession(plan);
        await session.BringVisitorsAsync(cancellationToken);
        return options.IsFrozen ? await FrozenAsync(events, session, plan, cancellationToken) : await MeasureAsync(events, session, plan, options, cancellationToken);
    }

    private static async Task<Figures> FrozenAsync(EventServer events, LoadSession session, RequestPlan plan, CancellationToken cancellationToken)
    {
        var pairs = new List<LoadPair>();
        for (var start = 0; start < plan.Starts; start++)
            pairs.AddRange(await session.CompareAsync(AppKind.Tracked, BenchmarkApp.Path, plan.Run, plan.Pairs, cancellationToken, events.Server));
        PrintRuns(pairs);
        var (ratio, stats) = (Statistics.MedianInterval(pairs.Select(p => p.Ratio)), session.Tracked);
        Console.WriteLine(
            $"""

            Redis stopped while requests are served, and started again at the end of each of {plan.Starts} starts
            throughput ratio {ratio.Text("0.000")}
            served {stats.Served} = recorded {stats.Recorded} + dropped {stats.Dropped} + excluded {stats.Excluded}; {session.Failed} requests failed
            """);
        return new Figures()
            .Add("ratio", ratio.Median, 3).Add("ratioLow", ratio.Low, 3).Add("ratioHigh", ratio.High, 3)
            .Add("p99Ratio", Median(pairs, p => p.P99Ratio), 2).Add("failed", session.Failed)
            .Add("recorded", stats.Recorded).Add("dropped", stats.Dropped).Add("served", stats.Served).Add("inRedis", await events.EventsAsync());
    }

    private static async Task<Figures> MeasureAsync(
        EventServer events, LoadSession session, RequestPlan plan, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var thread = await ThreadTime.MeasureAsync(session.Cookies, session.Secret, blocks: options.IsQuick ? 15 : 40, cancellationToken);
        var pairs = new List<LoadPair>();
        for (var start = 0; start < plan.Starts; start++)
            pairs.AddRange(await session.CompareAsync(AppKind.Tracked, BenchmarkApp.Path, plan.Run, plan.Pairs, cancellationToken));
        var awaiting = await session.CompareAsync(AppKind.Tracked, BenchmarkApp.AwaitingPath, plan.ShortRun, plan.PeerPairs, cancellationToken);
        var captured = await session.CompareAsync(AppKind.Captured, BenchmarkApp.Path, plan.ShortRun, plan.PeerPairs, cancellationToken);
        var alone = await session.CompareAsync(AppKind.TrackedAlone, BenchmarkApp.Path, plan.ShortRun, plan.PeerPairs, cancellationToken);
        var w3c = await session.CompareAsync(AppKind.W3C, BenchmarkApp.Path, plan.ShortRun, plan.PeerPairs, cancellationToken);
        var tracing = await session.CompareAsync(AppKind.OpenTelemetry, BenchmarkApp.Path, plan.ShortRun, plan.PeerPairs, cancellationToken);
        var peers = options.WithPeers ? await PeersAsync(session, plan, cancellationToken) : [];
        var (pacedCpu, pacedRate) = await session.PacedAsync(cancellationToken);

        PrintRuns(pairs);
        var table = new TextTable("a request with", "throughput ÷ bare", "p99 ÷ bare", "bytes more", "CPU µs more")
            .Row(Cells("session tracking, events into Redis", pairs))
            .Row(Cells("  where the endpoint awaits", awaiting))
            .Row(Cells("  up to the queue only", captured))
            .Row(Cells("session tracking, all in one process", alone))
            .Row(Cells("W3C log", w3c))
            .Row(Cells("OpenTelemetry SDK, no exporter", tracing));
        foreach (var (name, measured) in peers)
            table.Row(Cells(name, measured));
        table.Print($"Against bare, medians; {plan.Visitors} visitors, {pairs.Count} pairs over {plan.Starts} starts of tracking, {plan.PeerPairs} of the others");

        var ratio = Statistics.MedianInterval(pairs.Select(p => p.Ratio));
        var (stats, inRedis) = (session.Tracked, await events.EventsAsync());
        Console.WriteLine(
            $"""

            throughput ratio {ratio.Text("0.000")}, {(pairs.Count < 6 ? "smallest to largest" : "with 95 % confidence")}
            thread time {thread.Text("0.00")} µs more a request, in process
            at {pacedRate:0} requests/s: {pacedCpu:0.0} µs of CPU more a request; idle: {session.IdleShare:P1} of one processor
            served {stats.Served} = recorded {stats.Recorded} + dropped {stats.Dropped} + excluded {stats.Excluded}; {inRedis} events in Redis; {session.Failed} requests failed
            """);
        return new Figures()
            .Add("ratio", ratio.Median, 3).Add("ratioLow", ratio.Low, 3).Add("ratioHigh", ratio.High, 3)
            .Add("bytes", Median(pairs, p => p.Bytes), 0).Add("bytesAwaiting", Median(awaiting, p => p.Bytes), 0)
            .Add("p99Ratio", Median(pairs, p => p.P99Ratio), 2)
            .Add("threadMicros", thread.Median, 2).Add("cpuMicros", Median(pairs, p => p.CpuMicros), 2)
            .Add("recorded", stats.Recorded).Add("dropped", stats.Dropped).Add("served", stats.Served).Add("inRedis", inRedis)
            .Add("aloneRatio", Median(alone, p => p.Ratio), 3).Add("aloneBytes", Median(alone, p => p.Bytes), 0)
            .Add("pacedCpuMicros", pacedCpu, 1).Add("failed", session.Failed);
    }

    private static async Task<List<(string Name, List<LoadPair> Pairs)>> PeersAsync(LoadSession session, RequestPlan plan, CancellationToken cancellationToken)
    {
        await using var servers = await PeerServers.StartAsync();
        var export = await session.CompareAsync(AppKind.OpenTelemetryExport, BenchmarkApp.Path, plan.ShortRun, plan.PeerPairs, cancellationToken);
        var entries = await session.CompareAsync(AppKind.EntryEach, BenchmarkApp.Path, plan.ShortRun, plan.PeerPairs, cancellationToken);
        return [("OpenTelemetry SDK, OTLP over HTTP", export), ("an XADD a request, not waited for", entries)];
    }

    private static void PrintRuns(List<LoadPair> pairs)
    {
        var table = new TextTable("pair", "bare req/s", "tracked req/s", "ratio", "bare p99 ms", "tracked p99 ms", "bytes more", "CPU µs more");
        for (var i = 0; i < pairs.Count; i++)
        {
            var (bare, tracked) = (pairs[i].Bare.Result, pairs[i].Other.Result);
            table.Row(
                $"{i + 1}", $"{bare.PerSecond:0}", $"{tracked.PerSecond:0}", $"{pairs[i].Ratio:0.000}",
                $"{bare.P99 / 1000:0.00}", $"{tracked.P99 / 1000:0.00}", $"{pairs[i].Bytes:0}", $"{pairs[i].CpuMicros:0.00}");
        }

        table.Print("Session tracking, pair by pair");
    }

    private static string[] Cells(string name, List<LoadPair> pairs) =>
    [
        name, Median(pairs, p => p.Ratio).ToString("0.00"), Median(pairs, p => p.P99Ratio).ToString("0.00"),
        Median(pairs, p => p.Bytes).ToString("0"), Median(pairs, p => p.CpuMicros).ToString("0.00"),
    ];

    private static double Median(List<LoadPair> pairs, Func<LoadPair, double> figure) => Statistics.Median(pairs.Select(figure));
}
