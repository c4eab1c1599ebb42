using System.Diagnostics;
using ServerSessions.Storage;
using ServerSessions.Storage.Redis;
using ServerSessions.Testing;
using StackExchange.Redis;

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

    private static async Task<bool> TryAppendAsync(RedisRig rig, int partition, int sequence)
    {
        try
        {
            var result = await rig.Storage.AppendAsync(partition, "producer", [new EventBatch(sequence, 1, new byte[] { 1 })], default);
            return result.Status is AppendStatus.Appended or AppendStatus.Duplicate;
        }
        catch (Exception exception) when (exception is RedisException or StorageUnavailableException)
        {
            return false;
        }
    }
}
