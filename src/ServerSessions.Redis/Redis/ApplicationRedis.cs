using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>A connection that the application owns: it opens and closes it, and shares it with its other parts.</summary>
internal sealed class ApplicationRedis(Func<Task<IConnectionMultiplexer>> connect) : IRedisSource
{
    public string Servers => "the connection of the application";

    // An application's singleton often connects when it is first resolved, and blocks until then.
    public Task<IConnectionMultiplexer> ConnectAsync() => Task.Run(connect);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
