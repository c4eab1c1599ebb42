using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;
using ServerSessions.Storage.Redis;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>R6: slots with partitions move between primaries, key by key, while they are written and rolled.</summary>
internal sealed class Resharding : IPromise
{
    public string Name => "R6";

    public string Says => "slots are migrated under load: nothing lost or doubled, no error surfaces";

    public bool NeedsCluster => true;

    public async Task RunAsync(ChaosRun run)
    {
        var server = (ClusterServer)await run.StartServerAsync();
        var events = await EventRun.StartAsync(run, server, workers: 2, producers: 2, s => s with { Rate = 1500 });
        await Task.Delay(TimeSpan.FromSeconds(1));
        var moves = run.Pick(5, 60);
        for (var i = 0; i < moves; i++)
            await MoveAsync(run, server.Cluster, events, run.Random.Next(events.State.Storage.Partitions));
        await Task.Delay(TimeSpan.FromSeconds(1));
        var totals = await events.FinishAsync();
        totals.Add(run.Result);
        run.Result.Add("moves", moves);
        run.Result.Add("silenceMs", totals.Sent.MaxSilence.TotalMilliseconds);
        run.Result.AddExactly("droppedEvents", totals.Dropped, 0);
        run.Result.AddExactly("errors", totals.Producers.Concat(totals.Workers).Sum(c => c.Errors), 0);
        run.Result.Add("warnings", totals.Producers.Concat(totals.Workers).Sum(c => c.Warnings));
    }

    private static async Task MoveAsync(ChaosRun run, RedisCluster cluster, EventRun events, int partition)
    {
        var slot = RedisCluster.Slot(new RedisKeys(events.State.Settings.Prefix, partition).Meta.ToString());
        var source = await cluster.PrimaryOfAsync(slot);
        var others = (await cluster.PrimariesAsync()).Where(p => p != source).ToArray();
        var target = others[run.Random.Next(others.Length)];
        var pause = TimeSpan.FromMilliseconds(run.Random.Next(1, 6));
        run.Tell($"  partition {partition} moves, {pause.TotalMilliseconds} ms a key");
        await cluster.MigrateSlotAsync(slot, target, pause);
    }
}
