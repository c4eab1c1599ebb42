using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Servers;

/// <summary>One Redis with an append-only file that is synced every second.</summary>
internal sealed class SingleServer(RedisServer redis, string settings) : IChaosServer
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public RedisServer Redis => redis;

    public IReadOnlyList<RedisServer> Servers => [redis];

    public string Configuration => redis.Endpoint + settings;

    /// <param name="settings">What follows the address in the connection string.</param>
    public static async Task<SingleServer> StartAsync(string settings) => new(await RedisServer.StartAsync(), settings);

    public Task KillAsync(Random random, TimeSpan down) => KillAsync(() => Task.Delay(down));

    /// <summary>SIGKILL, and a start on the same data after this.</summary>
    public async Task KillAsync(Func<Task> down)
    {
        await _one.WaitAsync();
        try
        {
            await redis.KillAsync();
            await down();
            await redis.RestartAsync();
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
            await redis.FreezeAsync();
            await Task.Delay(length);
            await redis.ThawAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    public Task CommandAsync(params string[] command) => redis.CommandAsync(command);

    public Task<long> MemoryAsync() => RedisInfo.MemoryAsync(redis);

    public ValueTask DisposeAsync() => redis.DisposeAsync();
}
