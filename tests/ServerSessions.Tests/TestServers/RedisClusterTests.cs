using ServerSessions.TestServers;

namespace ServerSessions.Tests.TestServers;

public class RedisClusterTests
{
    [Theory]
    [InlineData("123456789", 12_739)]
    [InlineData("{user1000}.following", 3_443)]
    [InlineData("user1000", 3_443)]
    [InlineData("foo{}{bar}", 8_363)]
    public void A_key_has_the_slot_of_the_cluster_specification(string key, int slot) => Assert.Equal(slot, RedisCluster.Slot(key));

    [Fact]
    public async Task A_cluster_serves_through_failover_kill_and_migration()
    {
        await using var cluster = await RedisCluster.StartAsync();
        var slot = RedisCluster.Slot("{p07}");
        var first = await cluster.PrimaryOfAsync(slot);
        for (var i = 0; i < 20; i++)
            await first.CommandAsync("SET", $"{{p07}}:{i}", $"value {i}");

        var promoted = await cluster.FailoverAsync(slot);
        Assert.NotEqual(first, promoted);
        Assert.Equal("value 3", await promoted.CommandAsync("GET", "{p07}:3"));

        await cluster.WaitUntilHealthyAsync();
        Assert.Equal(promoted, await cluster.KillPrimaryAsync(slot));
        await Waiting.UntilAsync("the replica has taken over", Waiting.Patience, async () => await OwnerAsync(cluster, slot) == first);
        await promoted.RestartAsync();
        await cluster.WaitUntilHealthyAsync();

        var target = (await cluster.PrimariesAsync()).First(p => p != first);
        await cluster.MigrateSlotAsync(slot, target, TimeSpan.FromMilliseconds(1));
        Assert.Equal(target, await cluster.PrimaryOfAsync("{p07}:3"));
        Assert.Equal("value 19", await target.CommandAsync("GET", "{p07}:19"));
        Assert.True((await Assert.ThrowsAsync<RedisErrorException>(() => first.CommandAsync("GET", "{p07}:3"))).Is("MOVED"));
    }

    private static async Task<RedisServer?> OwnerAsync(RedisCluster cluster, int slot)
    {
        try
        {
            return await cluster.PrimaryOfAsync(slot);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
