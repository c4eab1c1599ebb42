using ServerSessions.Chaos.Faults;
using ServerSessions.Chaos.Running;

namespace ServerSessions.Chaos.Promises;

/// <summary>R4: whatever is killed or frozen, an acknowledged event is in its journey, once and in its order.</summary>
internal sealed class NothingLost : IPromise
{
    public string Name => "R4";

    public string Says => "no acknowledged event lost or doubled, order in a session kept";

    public async Task RunAsync(ChaosRun run)
    {
        var server = await run.StartServerAsync();
        var rate = run.Pick(2000, 1500);
        var events = await EventRun.StartAsync(run, server, workers: 3, producers: 2, s => s with { Rate = rate });
        var counts = Counts(run);
        await events.Faults.RunAsync(FaultPlan.Make(run.Random, run.Pick(TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(420)), counts));
        var totals = await events.FinishAsync();
        totals.Add(run.Result);
        foreach (var (kind, count) in counts.OrderBy(c => c.Key))
            run.Result.AddExactly(Key(kind), events.Faults.Done.GetValueOrDefault(kind), count);
        run.Result.AddAtLeast("eventsOfAll", totals.Verdict.Acknowledged, run.Pick(10_000, 1_000_000));
    }

    // A primary that is killed can take its acknowledged tail with it (R5); here the cluster changes its roles as planned.
    private static Dictionary<FaultKind, int> Counts(ChaosRun run) => new()
    {
        [FaultKind.KillWorker] = run.Pick(4, 60),
        [FaultKind.KillWorkerInCommit] = run.Pick(4, 50),
        [FaultKind.FreezeWorker] = run.Pick(1, 10),
        [FaultKind.KillProducer] = run.Pick(1, 10),
        [FaultKind.FreezeProducer] = run.Pick(1, 5),
        [run.Options.Cluster ? FaultKind.Failover : FaultKind.KillServer] = run.Pick(2, 12),
        [FaultKind.FreezeServer] = run.Pick(1, 10),
    };

    private static string Key(FaultKind kind) => $"{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}";
}
