using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Faults;
using ServerSessions.Chaos.Running;

namespace ServerSessions.Chaos.Promises;

/// <summary>R17: hours in small: steady load and random faults; nothing is dropped, and memory stays what it is.</summary>
internal sealed class Soak : IPromise
{
    private const double MiB = 1024 * 1024;
    private const int NearlyNone = 500;

    public string Name => "R17";

    public string Says => "a soak under random faults: no drop, memory flat";

    public async Task RunAsync(ChaosRun run)
    {
        var server = await run.StartServerAsync();
        var events = await EventRun.StartAsync(run, server, workers: 2, producers: 2, s => s with { Rate = 1500 });
        var over = run.Pick(TimeSpan.FromSeconds(16), TimeSpan.FromMinutes(30));
        var per = run.Pick(1, 30);
        var plan = FaultPlan.Make(run.Random, over, new Dictionary<FaultKind, int>
        {
            [FaultKind.KillWorker] = 2 * per,
            [run.Options.Cluster ? FaultKind.Failover : FaultKind.KillServer] = per,
            [FaultKind.FreezeServer] = per / 2,
            [FaultKind.FreezeProducer] = per,
        });
        using var end = new CancellationTokenSource();
        var sampling = SampleAsync(events.Fleet, run.Pick(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)), end.Token);
        await events.Faults.RunAsync(plan);
        await end.CancelAsync();
        var samples = await sampling;
        var totals = await events.FinishAsync();
        totals.Add(run.Result);
        run.Result.Add("faults", plan.Count);
        run.Result.AddExactly("droppedEvents", totals.Dropped, 0);
        // The first third fills caches and pools, and is no slope.
        var steady = samples.Skip(samples.Count / 3).ToList();
        run.Result.AddAtMost("managedMiB", samples.DefaultIfEmpty().Max() / MiB, 64, decimals: 1);
        run.Result.AddAtMost("managedGrowthMiB", (Mean(steady.TakeLast(steady.Count / 3)) - Mean(steady.Take(steady.Count / 3))) / MiB, 2, decimals: 2);
    }

    // Live managed memory of a producer, which lives from the beginning to the end, while its queue is empty: what waits for a server that is away
    // or slow is no growth.
    private static async Task<List<double>> SampleAsync(Fleet fleet, TimeSpan every, CancellationToken end)
    {
        var samples = new List<double>();
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(every, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (await fleet.Producers[0].Child.StatsAsync() is { Queued: < NearlyNone } stats)
                samples.Add(stats.Managed);
        }

        return samples;
    }

    private static double Mean(IEnumerable<double> samples) => samples.DefaultIfEmpty().Average();
}
