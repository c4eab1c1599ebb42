using System.Diagnostics;
using ServerSessions.Storage;
using ServerSessions.Testing;

namespace ServerSessions.Tests.Storage.Redis;

public class ClusterFailoverTests
{
    private const int Partitions = 16;

    [Fact]
    public async Task Every_partition_is_written_again_within_seconds_after_a_primary_was_killed_and_came_back_as_a_replica()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var rig = await RedisRig.StartAsync(cluster.Endpoints, Partitions);
        await AppendToAllAsync(rig, 1);

        var killed = await cluster.KillPrimaryAsync(RedisCluster.Slot("{p03}"));
        await AppendToAllAsync(rig, 2);
        await killed.RestartAsync();
        await AppendToAllAsync(rig, 3);
    }

    [Fact]
    public async Task A_primary_that_is_frozen_holds_up_nothing_once_another_has_taken_over_and_what_it_knew_is_not_believed_when_it_goes_on()
    {
        await using var cluster = await RedisCluster.StartAsync();
        // One node is named; the others are found.
        await using var rig = await RedisRig.StartAsync(cluster.Servers[0].Endpoint, Partitions);
        await AppendToAllAsync(rig, 1);

        var slot = RedisCluster.Slot("{p03}");
        var frozen = await cluster.PrimaryOfAsync(slot);
        // Its replica has everything: what is said to be missing from now on was never missing.
        await frozen.CommandAsync("SET", "{p03}", "");
        Assert.Equal(1L, await frozen.CommandAsync("WAIT", "1", "5000"));
        await frozen.FreezeAsync();
        await AppendToAllAsync(rig, 2);
        Assert.True(await cluster.IsServedByAnotherAsync(frozen, slot));
        await AppendToAllAsync(rig, 3);

        await frozen.ThawAsync();
        var clock = Stopwatch.StartNew();
        for (var sequence = 4; clock.Elapsed < TimeSpan.FromSeconds(1.5); sequence++)
            await AppendToAllAsync(rig, sequence);
    }

    // 15 s: the cluster needs 2 to 4 of them to see that a node is gone, and machines that test have more to do.
    private static async Task AppendToAllAsync(RedisRig rig, int sequence)
    {
        var since = Stopwatch.GetTimestamp();
        for (var partition = 0; partition < Partitions; partition++)
        {
            while (!await TryAppendAsync(rig, partition, sequence))
            {
                Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(15), $"Partition {partition} takes no events after {Stopwatch.GetElapsedTime(since)}.");
                await Task.Delay(50);
            }
        }
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
