namespace ServerSessions.Storage;

/// <summary>
/// Everything that folding a part of the log has changed. It takes effect as one unit, and only if the lease is still valid and the
/// stored revision is <see cref="Revision"/>. Entries up to <see cref="Offset"/> may be trimmed from then on.
/// </summary>
internal sealed record PartitionCommit
{
    /// <summary>The revision that this commit follows; it creates the next one. (The offset is not enough: closing idle
    /// sessions reads nothing, and a redelivered commit must count once.)</summary>
    public required long Revision { get; init; }

    /// <summary>Position of the last entry that was folded.</summary>
    public required StreamPosition Offset { get; init; }

    public IReadOnlyList<LiveEntry> Live { get; init; } = [];

    /// <summary>Sessions that are open from this commit on, or whose user has changed; an entry that exists already changes nothing.</summary>
    public IReadOnlyList<OpenSession> Opened { get; init; } = [];

    /// <summary>Entries of the index of open sessions that end. They are removed before <see cref="Opened"/> is added.</summary>
    public IReadOnlyList<OpenSession> Ended { get; init; } = [];

    public IReadOnlyList<StoredJourney> Closed { get; init; } = [];

    public IReadOnlyList<RollupDelta> Rollups { get; init; } = [];

    /// <summary>Written whatever the stored version is, because only the owner of the partition writes these tables; versions still rise.</summary>
    public IReadOnlyList<Document> Documents { get; init; } = [];

    /// <summary>Signals have no sequence: the commit numbers them for each pair of partitions.</summary>
    public IReadOnlyList<OutboxItem> Outbox { get; init; } = [];

    public IReadOnlyList<DeadLetter> Dead { get; init; } = [];

    /// <summary>The last folded sequence of each producer in this part of the log, so that duplicates are skipped and missing events are counted.</summary>
    public IReadOnlyDictionary<string, long> Folded { get; init; } = new Dictionary<string, long>();

    /// <summary>Number of events that producers numbered and the log no longer held.</summary>
    public long Missing { get; init; }

    /// <summary>Number of events in dead letters: recorded, but not folded.</summary>
    public long Buried { get; init; }

    /// <summary>Number of sessions closed early because of the limit.</summary>
    public long ClosedEarly { get; init; }

    /// <summary>Number of actors that were given up with their evidence because of the limit of their kind.</summary>
    public long Unremembered { get; init; }

    /// <summary>Number of open sessions after this commit; null when unchanged.</summary>
    public long? Open { get; init; }

    /// <summary>Time at which a session or its remaining state was last removed because of the limit, Unix microseconds; 0 for none since the last commit.</summary>
    public long GivenUpAt { get; init; }
}
