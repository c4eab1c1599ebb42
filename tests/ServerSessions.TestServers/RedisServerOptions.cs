namespace ServerSessions.TestServers;

/// <summary>How a <see cref="RedisServer"/> is started.</summary>
public sealed record RedisServerOptions
{
    /// <summary>Whether writes go to an append-only file, so that a kill of the process loses none. Default true. Without it a kill loses everything.</summary>
    public bool AppendOnly { get; init; } = true;

    /// <summary>The most memory the server may take, as Redis writes it ("64mb"). Null, the default, sets no limit. The policy is always noeviction.</summary>
    public string? MaxMemory { get; init; }

    /// <summary>Commands that the server does not have: each is renamed to nothing.</summary>
    public IReadOnlyList<string> RemovedCommands { get; init; } = [];

    /// <summary>More settings by name, as in redis.conf.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();
}
