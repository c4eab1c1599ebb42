using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Servers;

/// <summary>The Redis under test, one server or a cluster, and what can be done to it. Faults of one server never overlap.</summary>
internal interface IChaosServer : IAsyncDisposable
{
    /// <summary>The connection string for <c>UseRedis</c>.</summary>
    string Configuration { get; }

    /// <summary>SIGKILL, and a start on the same data after a while. In a cluster: of the server of a random slot.</summary>
    Task KillAsync(Random random, TimeSpan down);

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    Task FreezeAsync(Random random, TimeSpan length);

    /// <summary>Every server process of it, replicas included.</summary>
    IReadOnlyList<RedisServer> Servers { get; }

    /// <summary>Sends a command to every server that takes writes.</summary>
    Task CommandAsync(params string[] command);

    /// <summary>Memory of all that takes writes, bytes (<c>used_memory</c>).</summary>
    Task<long> MemoryAsync();
}
