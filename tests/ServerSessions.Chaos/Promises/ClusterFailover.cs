using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;

namespace ServerSessions.Chaos.Promises;

/// <summary>R5: a cluster changes its primaries under load; planned without a loss, unplanned with what the lost primary had not copied healed by producers.</summary>
internal sealed class ClusterFailover : IPromise
{
    public string Name => "R5";

    public string Says => "cluster failover: planned 0 lost; unplanned healed or counted; writes resume within 5 s";

    public bool NeedsCluster => true;

    public async Task RunAsync(ChaosRun run)
    {
        var server = (ClusterServer)await run.StartServerAsync();
        var planned = await PhaseAsync(run, server, "planned", run.Pick(2, 10), () => server.FailoverAsync(run.Random));
        planned.Add(run.Result);
        run.AddMillisecondsAtMost("plannedSilenceMs", planned.Sent.MaxSilence, 5000);
        AddParts(run, server, "planned", planned);

        var unplanned = await PhaseAsync(run, server, "unplanned", run.Pick(1, 6), () => server.KillAsync(run.Random, TimeSpan.FromSeconds(6)));
        run.Result.Add("unplannedEvents", unplanned.Verdict.Acknowledged);
        run.Result.AddExactly("unplannedLost", unplanned.Verdict.Lost, 0);
        run.Result.AddExactly("unplannedDoubled", unplanned.Verdict.Doubled, 0);
        run.Result.AddExactly("unplannedReordered", unplanned.Verdict.Reordered, 0);
        run.AddMillisecondsAtMost("unplannedSilenceMs", unplanned.Sent.MaxSilence, 5000);
        AddParts(run, server, "unplanned", unplanned);
        if (run.Options.Short)
            return;

        // Not in the promise, and worth knowing: a primary that answers nothing and closes nothing while its replica takes over.
        var frozen = await PhaseAsync(run, server, "frozen", 2, () => server.FreezeAsync(run.Random, TimeSpan.FromSeconds(20)));
        run.Result.AddExactly("frozenLost", frozen.Verdict.Lost, 0);
        run.Result.AddExactly("frozenDoubled", frozen.Verdict.Doubled, 0);
        run.AddMillisecondsAtMost("frozenSilenceMs", frozen.Sent.MaxSilence, 8000);
        AddParts(run, server, "frozen", frozen);
    }

    // Which part of a silence was the cluster's, until another server took writes, and which was ours.
    private static void AddParts(ChaosRun run, ClusterServer server, string name, EventTotals totals)
    {
        foreach (var promotion in server.Promotions)
            run.Tell($"  {name}: the cluster took {promotion.Took.TotalMilliseconds:0} ms, we {totals.Sent.MaxSilenceFrom(promotion.Served).TotalMilliseconds:0} ms more");
        run.Result.Add($"{name}ClusterMs", server.Promotions.Max(p => p.Took.TotalMilliseconds));
        run.Result.Add($"{name}OursMs", server.Promotions.Max(p => totals.Sent.MaxSilenceFrom(p.Served).TotalMilliseconds));
        server.Promotions.Clear();
    }

    private static async Task<EventTotals> PhaseAsync(ChaosRun run, ClusterServer server, string name, int times, Func<Task> fault)
    {
        var folder = Directory.CreateDirectory(Path.Combine(run.Folder, name)).FullName;
        var events = await EventRun.StartAsync(run, server, workers: 2, producers: 2, s => s with { Rate = 1500, Prefix = name, Folder = folder });
        for (var i = 0; i < times; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            run.Tell($"  {name} failover {i + 1} of {times}");
            await fault();
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        return await events.FinishAsync();
    }
}
