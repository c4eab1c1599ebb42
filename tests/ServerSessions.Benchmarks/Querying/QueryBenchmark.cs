using System.Diagnostics;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>Answers from a Redis that holds a million closed journeys of ten steps over thirty days.</summary>
internal sealed class QueryBenchmark : IBenchmark
{
    private static readonly FunnelDefinition Funnel = new() { Steps = ["GET /", "GET /cart", "GET /checkout/address", "POST /checkout/payment"] };

    public string Name => "query";

    public string Purpose => "milliseconds of a page of sessions, a report, the overview of 30 days and an ad-hoc funnel over a million journeys; the memory of the funnel";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var journeys = options.Journeys > 0 ? options.Journeys : options.IsQuick ? 50_000 : 1_000_000;
        var rounds = options.IsQuick ? 5 : 9;
        await using var history = await History.WriteAsync(journeys, cancellationToken);
        Console.WriteLine($"\n{journeys} journeys of 10 steps, {history.BytesAJourney:0} bytes of Redis each, rollups and indexes included");
        var list = await MedianAsync(rounds, async () => (await history.Reports.ListAsync(new SessionQuery { Live = false }, cancellationToken)).Items.Count, 50);
        var user = await MedianAsync(rounds, async () => (await history.Reports.ListAsync(new SessionQuery { Live = false, User = history.User.ToString() }, cancellationToken)).Items.Count, null);
        var report = await MedianAsync(rounds, async () => (await history.Reports.FindAsync(history.Session, cancellationToken))!.Steps.Count, null);
        var overview = await MedianAsync(rounds, async () => (await history.Reports.OverviewAsync(DateTimeOffset.UtcNow.AddDays(-30), null, cancellationToken: cancellationToken)).Sessions, null);
        var max = 0L;
        var (ours, redis) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var funnel = await MedianAsync(rounds, async () =>
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var watching = new Timer(_ => max = Math.Max(max, GC.GetTotalMemory(forceFullCollection: false) - before), null, 0, 10);
            var (ourCpu, redisCpu) = (Environment.CpuUsage.TotalTime, await history.RedisCpuAsync());
            var reported = await history.Insights.FunnelAsync(Funnel, new InsightQuery { From = DateTimeOffset.UtcNow.AddDays(-31), Rollups = false }, null, cancellationToken);
            (ourCpu, redisCpu) = (Environment.CpuUsage.TotalTime - ourCpu, await history.RedisCpuAsync() - redisCpu);
            (ours, redis) = (ours < ourCpu ? ours : ourCpu, redis < redisCpu ? redis : redisCpu);
            return reported.Units;
        }, journeys / 16 * 16);
        Console.WriteLine($"A funnel takes at least {ours.TotalMilliseconds:0} ms of processor time here and {redis.TotalMilliseconds:0} ms in Redis, whatever else runs on the machine");
        Console.WriteLine($"Once packed: {await history.SinglesAsync()} journeys stand alone; a funnel takes {funnel * 1e6 / journeys:0} ns a journey");
        Console.WriteLine($"A page of 50 sessions {list:0.0} ms, of one user {user:0.0} ms; a report {report:0.0} ms; the overview of 30 days {overview:0} ms; a funnel of 4 steps {funnel:0} ms, at most {max / 1e6:0} MB more on the heap");
        return new Figures().Add("listMs", Math.Max(list, user), 1).Add("reportMs", report, 1).Add("overviewMs", overview, 0).Add("funnelMs", funnel, 0).Add("funnelHeapMb", max / 1e6, 0);
    }

    private static async Task<double> MedianAsync(int rounds, Func<Task<long>> run, long? expected)
    {
        var times = new List<double>();
        for (var round = -1; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var found = await run();
            if (expected is { } count && found != count)
                throw new BenchmarkException($"Found {found}, expected {count}.");
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
