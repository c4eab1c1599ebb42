using System.Diagnostics;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

public class ClusterFailoverTests
{
    private const int Partitions = 16;

    [Fact]
    public async Task Every_partition_is_written_again_after_a_primary_was_killed_and_came_back_as_a_replica()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var rig = await RedisRig.StartAsync(cluster.Endpoints, Partitions, RedisRig.ProductTimeout);
        await AppendToAllAsync(rig, 1);

        var slot = RedisCluster.Slot("{p03}");
        await ReplicatedAsync(await cluster.PrimaryOfAsync(slot));
        var killed = await cluster.KillPrimaryAsync(slot);
        await AppendToAllAsync(rig, 2);
        await killed.RestartAsync();
        await AppendToAllAsync(rig, 3);
    }

    [Fact]
    public async Task A_primary_that_is_frozen_holds_up_nothing_once_another_has_taken_over_and_what_it_knew_is_not_believed_when_it_goes_on()
    {
        await using var cluster = await RedisCluster.StartAsync();
        // One node is named; the others are found.
        await using var rig = await RedisRig.StartAsync(cluster.Servers[0].Endpoint, Partitions, RedisRig.ProductTimeout);
        await AppendToAllAsync(rig, 1);

        var slot = RedisCluster.Slot("{p03}");
        var frozen = await cluster.PrimaryOfAsync(slot);
        await ReplicatedAsync(frozen);
        await frozen.FreezeAsync();
        await AppendToAllAsync(rig, 2);
        await Waiting.UntilAsync(() => cluster.IsServedByAnotherAsync(frozen, slot));
        await AppendToAllAsync(rig, 3);

        await frozen.ThawAsync();
        var clock = Stopwatch.StartNew();
        for (var sequence = 4; clock.Elapsed < TimeSpan.FromSeconds(1.5); sequence++)
            await AppendToAllAsync(rig, sequence);
    }

    // Its replica has everything: what is said to be missing from now on was never missing.
    private static async Task ReplicatedAsync(RedisServer primary)
    {
        await primary.CommandAsync("SET", "{p03}", "");
        await Waiting.UntilAsync(async () => await primary.CommandAsync("WAIT", "1", "5000") is 1L);
    }

    // How soon is the promise R5's: the cluster alone needs 2 to 4 s to see that a node is gone.
    private static async Task AppendToAllAsync(RedisRig rig, int sequence)
    {
        for (var partition = 0; partition < Partitions; partition++)
            await Waiting.UntilAsync(() => TryAppendAsync(rig, partition, sequence), what: $"partition {partition} takes event {sequence}");
    }

    // A producer keeps what it has sent: what a primary takes that is none any more is sent again.
    private static async Task<bool> TryAppendAsync(RedisRig rig, int partition, int sequence, int first = 0)
    {
        try
        {
            first = first == 0 ? sequence : first;
            var result = await rig.Storage.AppendAsync(partition, "producer", [new EventBatch(first, 1 + sequence - first, new byte[] { 1 })], default);
            if (result.Status != AppendStatus.Gap)
                return true;
            Assert.True(result.LastSequence >= Math.Min(3, sequence - 1), $"Partition {partition} is said to end at {result.LastSequence} before {sequence}.");
            return await TryAppendAsync(rig, partition, sequence, (int)result.LastSequence + 1);
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }
}
