namespace ServerSessions;

/// <summary>An erasure, and how far it is.</summary>
public sealed record ErasureReport
{
    /// <summary>Id of the erasure.</summary>
    public required string Id { get; init; }

    /// <summary>Whether a user or a session is erased: "user" or "session". The report does not name which one.</summary>
    public required string Subject { get; init; }

    /// <summary>State of the erasure.</summary>
    public required ErasureState State { get; init; }

    /// <summary>Time of the newest request (UTC). What happened until then is erased; what happens later is recorded as ever.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Time at which it was done or cancelled (UTC); null while it runs.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>
    /// Whether it can be cancelled: it waits for its turn, and was asked for by a named person for another. One that has begun has deleted already, and a person's own request
    /// stands.
    /// </summary>
    public bool CanCancel { get; init; }

    /// <summary>Number of partitions.</summary>
    public int Partitions { get; init; }

    /// <summary>Number of partitions that have searched everything in the current round.</summary>
    public int PartitionsDone { get; init; }

    /// <summary>Number of records that were removed or changed, by kind: "sessions", "alerts", …</summary>
    public IReadOnlyDictionary<string, long> Erased { get; init; } = new Dictionary<string, long>();
}
