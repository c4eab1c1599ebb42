using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>A connection that the application opens, shares with its other parts, and closes.</summary>
internal sealed class ApplicationRedis(Func<Task<IConnectionMultiplexer>> connect) : IRedisSource
{
    // A singleton of the application often connects when it is first resolved, and blocks until it has.
    public Task<IConnectionMultiplexer> ConnectAsync() => Task.Run(connect);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
