using System.Diagnostics;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

public class SentinelTests
{
    [Fact]
    public async Task The_primary_that_Sentinel_names_is_used_and_the_next_one_when_it_is_gone()
    {
        await using var sentinel = await RedisSentinel.StartAsync();
        await using var rig = await RedisRig.StartAsync($"{sentinel.Endpoint},serviceName={RedisSentinel.ServiceName}");
        Assert.Equal(AppendStatus.Appended, (await AppendAsync(rig, 1)).Status);
        // The replica has it before the primary goes.
        await sentinel.Primary.CommandAsync("SET", "mark", "");
        Assert.Equal(1L, await sentinel.Primary.CommandAsync("WAIT", "1", "5000"));

        await sentinel.Primary.KillAsync();
        var result = await UntilAppendedAsync(rig, 2);

        Assert.Equal(2, result.LastSequence);
        await Waiting.UntilAsync("the former replica has both entries", Waiting.Patience, () => HasTwoEntriesAsync(sentinel.Replica, $"{rig.Prefix}:{{p00}}:events"));
    }

    [Fact]
    public async Task An_application_starts_before_its_Sentinel_can_be_reached()
    {
        await using var rig = RedisRig.Create($"127.0.0.1:1,serviceName={RedisSentinel.ServiceName},connectTimeout=200", configure: o => o.Timeout = TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => rig.Storage.StartAsync(default).AsTask());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => rig.Storage.StatusAsync(0, default).AsTask());
    }

    // Sentinel ends the connections of a server that it promotes, that of the test too.
    private static async Task<bool> HasTwoEntriesAsync(RedisServer server, string events)
    {
        try
        {
            return await server.CommandAsync("XLEN", events) is 2L;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<AppendResult> AppendAsync(RedisRig rig, long sequence) =>
        await rig.Storage.AppendAsync(0, "web", [new EventBatch(sequence, 1, new byte[] { 1 })], default);

    private static async Task<AppendResult> UntilAppendedAsync(RedisRig rig, long sequence)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await AppendAsync(rig, sequence);
            }
            catch (StorageUnavailableException) when (clock.Elapsed < Waiting.Patience)
            {
                await Task.Delay(50);
            }
        }
    }
}
