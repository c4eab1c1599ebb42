namespace ServerSessions;

/// <summary>An erasure, and how far it is.</summary>
public sealed record ErasureReport
{
    /// <summary>Id of the erasure.</summary>
    public required string Id { get; init; }

    /// <summary>Whether a user or a session is erased: "user" or "session".</summary>
    public required string Subject { get; init; }

    /// <summary>
    /// Hash of the user, or id of the session, while the erasure waits or runs; null once it has ended, because it is not kept. Null too for an erasure of all who have
    /// withdrawn consent.
    /// </summary>
    public string? SubjectHash { get; init; }

    /// <summary>
    /// From where it was asked for: the person, if the person was one of several that did. Null for one that an earlier version stored.
    /// </summary>
    public ErasureRequester? RequestedBy { get; init; }

    /// <summary>State of the erasure.</summary>
    public required ErasureState State { get; init; }

    /// <summary>Time of the newest request (UTC). What happened until then is erased; what happens later is recorded as ever.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Time at which it was done or cancelled (UTC); null while it waits or runs.</summary>
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
