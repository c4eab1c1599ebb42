namespace ServerSessions.Journeys;

/// <summary>Times and sizes of processing; tests shorten them.</summary>
internal sealed record RollerOptions
{
    public TimeSpan LeaseTtl { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a worker announces itself, and at once what it has taken or given back.</summary>
    public TimeSpan AnnounceEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A worker that is silent for this time counts as dead: others try its partitions until their leases have expired.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2.2);

    /// <summary>How often a worker looks who is there: a partition that is given back is taken within it.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The same while there is no other worker.</summary>
    public TimeSpan LookEveryAlone { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long to wait for events when there are none; an append wakes earlier.</summary>
    public TimeSpan IdleWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How far behind the clock time goes on when the log is read to its end: events may still be on their way.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An event may be this far ahead of its entry; what is further is clamped.</summary>
    public TimeSpan Ahead { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Least time from one commit to the next while the log is read to its end: a session touched many times is written once.</summary>
    public TimeSpan CommitEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often rollups are packed.</summary>
    public TimeSpan PackEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often single journeys are put into blocks.</summary>
    public TimeSpan PackJourneysEvery { get; init; } = TimeSpan.FromMinutes(1);

    public int EntriesPerRead { get; init; } = 64;

    public int EventsPerCommit { get; init; } = 4096;

    /// <summary>Changed subjects of a commit: it holds the one thread of a Redis server while it runs.</summary>
    public int SubjectsPerCommit { get; init; } = 1000;

    /// <summary>Outbox entries that may wait for others to take them; above it nothing more is folded until they do.</summary>
    public int MaxUnmoved { get; init; } = 10_000;

    /// <summary>Maximum number of bytes kept of an entry that becomes a dead letter.</summary>
    public int DeadLetterBytes { get; init; } = 64 * 1024;

    /// <summary>An entry whose folding fails this often becomes a dead letter.</summary>
    public int Tries { get; init; } = 3;
}
