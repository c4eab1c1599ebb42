using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Servers;

/// <summary>Three primaries and three replicas.</summary>
internal sealed class ClusterServer(RedisCluster cluster, string settings) : IChaosServer
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public RedisCluster Cluster => cluster;

    public IReadOnlyList<RedisServer> Servers => cluster.Servers;

    /// <summary>Every change of a primary until now.</summary>
    public List<Promotion> Promotions { get; } = [];

    public string Configuration => cluster.Endpoints + settings;

    public static async Task<ClusterServer> StartAsync(string settings) => new(await RedisCluster.StartAsync(), settings);

    public async Task KillAsync(Random random, TimeSpan down)
    {
        await _one.WaitAsync();
        try
        {
            var slot = random.Next(HashSlot.Count);
            var since = DateTimeOffset.UtcNow;
            var killed = await cluster.KillPrimaryAsync(slot);
            await NoteAsync(killed, slot, since, Task.Delay(down));
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
            var slot = random.Next(HashSlot.Count);
            var frozen = await cluster.PrimaryOfAsync(slot);
            var since = DateTimeOffset.UtcNow;
            await frozen.FreezeAsync();
            await NoteAsync(frozen, slot, since, Task.Delay(length));
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
            var since = DateTimeOffset.UtcNow;
            await cluster.FailoverAsync(random.Next(HashSlot.Count));
            Promotions.Add(new Promotion(since, DateTimeOffset.UtcNow));
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

    // Notes when another took over, if one did before the end.
    private async Task NoteAsync(RedisServer former, int slot, DateTimeOffset since, Task end)
    {
        while (!end.IsCompleted && !await cluster.IsServedByAnotherAsync(former, slot))
            await Task.WhenAny(end, Task.Delay(10));
        if (!end.IsCompleted)
            Promotions.Add(new Promotion(since, DateTimeOffset.UtcNow));
        await end;
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
