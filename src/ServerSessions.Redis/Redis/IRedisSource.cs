using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Makes the connection. What it opens itself it closes when it is disposed; a connection of the application it leaves alone.</summary>
internal interface IRedisSource : IAsyncDisposable
{
    /// <summary>Connects. A call that failed is repeated later.</summary>
    Task<IConnectionMultiplexer> ConnectAsync();
}
