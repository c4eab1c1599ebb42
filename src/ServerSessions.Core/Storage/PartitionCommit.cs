namespace ServerSessions.Storage;

/// <summary>
/// All that folding a stretch of the log has changed. It takes effect as one unit and only if the lease still holds and the
/// stored revision is <see cref="Revision"/>; entries up to <see cref="Offset"/> may be trimmed from then on, and never before.
/// </summary>
internal sealed record PartitionCommit
{
    /// <summary>The revision that this commit follows; it makes the next one. (The offset alone would not do: closing idle
    /// sessions reads nothing, and sent twice it must still count once.)</summary>
    public required long Revision { get; init; }

    /// <summary>Position of the last entry that was folded.</summary>
    public required StreamPosition Offset { get; init; }

    public IReadOnlyList<LiveEntry> Live { get; init; } = [];

    public IReadOnlyList<StoredJourney> Closed { get; init; } = [];

    public IReadOnlyList<RollupDelta> Rollups { get; init; } = [];

    /// <summary>Written whatever version is there (only the owner of the partition writes these tables); versions still rise.</summary>
    public IReadOnlyList<Document> Documents { get; init; } = [];

    /// <summary>Signals come without a sequence: the commit numbers them for each pair of partitions.</summary>
    public IReadOnlyList<OutboxItem> Outbox { get; init; } = [];

    public IReadOnlyList<DeadLetter> Dead { get; init; } = [];

    /// <summary>The last sequence folded of each producer that the stretch held: what comes again is passed over, what is missing is seen.</summary>
    public IReadOnlyDictionary<string, long> Folded { get; init; } = new Dictionary<string, long>();

    /// <summary>Events that producers numbered and the log did not hold any more.</summary>
    public long Missing { get; init; }

    /// <summary>Events of dead letters: they were recorded, and could not be folded.</summary>
    public long Buried { get; init; }

    /// <summary>Sessions that were closed early because there were too many.</summary>
    public long ClosedEarly { get; init; }

    /// <summary>Signals that no rule could remember, because there were too many actors.</summary>
    public long Unremembered { get; init; }

    /// <summary>Sessions that are open after this commit; null when it says nothing of them.</summary>
    public long? Open { get; init; }

    /// <summary>When a session or what was left of one was last given up for room, Unix microseconds; 0 when none was since the last commit.</summary>
    public long GivenUpAt { get; init; }
}
