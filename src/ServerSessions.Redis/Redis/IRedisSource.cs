using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Provides the connection. Disposing it closes a connection that it opened itself, and never one of the application.</summary>
internal interface IRedisSource : IAsyncDisposable
{
    /// <summary>The servers that it connects to, for messages and without credentials.</summary>
    string Servers { get; }

    /// <summary>Connects. The caller repeats a failed call later.</summary>
    Task<IConnectionMultiplexer> ConnectAsync();
}
