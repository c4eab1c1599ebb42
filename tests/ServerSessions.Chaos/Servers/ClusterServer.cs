using ServerSessions.Testing;

namespace ServerSessions.Chaos.Servers;

/// <summary>Three primaries and three replicas.</summary>
internal sealed class ClusterServer(RedisCluster cluster) : IChaosServer
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public RedisCluster Cluster => cluster;

    public string Configuration => cluster.Endpoints;

    public static async Task<ClusterServer> StartAsync() => new(await RedisCluster.StartAsync());

    public async Task KillAsync(Random random, TimeSpan down)
    {
        await _one.WaitAsync();
        try
        {
            var killed = await cluster.KillPrimaryAsync(random.Next(HashSlot.Count));
            await Task.Delay(down);
            await killed.RestartAsync();
            await cluster.WaitUntilHealthyAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task FreezeAsync(Random random, TimeSpan length)
    {
        await _one.WaitAsync();
        try
        {
            var frozen = await cluster.PrimaryOfAsync(random.Next(HashSlot.Count));
            await frozen.FreezeAsync();
            await Task.Delay(length);
            await frozen.ThawAsync();
            await cluster.WaitUntilHealthyAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A planned change of roles for the server of a random slot.</summary>
    public async Task FailoverAsync(Random random)
    {
        await _one.WaitAsync();
        try
        {
            await cluster.FailoverAsync(random.Next(HashSlot.Count));
            await cluster.WaitUntilHealthyAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task CommandAsync(params string[] command)
    {
        foreach (var primary in await cluster.PrimariesAsync())
            await primary.CommandAsync(command);
    }

    public async Task<long> MemoryAsync()
    {
        var sum = 0L;
        foreach (var primary in await cluster.PrimariesAsync())
            sum += await RedisInfo.MemoryAsync(primary);
        return sum;
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
