using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Provides the connection. Disposing it closes a connection that it opened itself, and never one of the application.</summary>
internal interface IRedisSource : IAsyncDisposable
{
    /// <summary>Connects. The caller repeats a failed call later.</summary>
    Task<IConnectionMultiplexer> ConnectAsync();
}
