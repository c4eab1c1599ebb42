namespace ServerSessions.Storage;

/// <summary>Reading closed and live journeys.</summary>
internal interface IJourneyStore
{
    /// <summary>Newest first by session id (its start, then its remaining bits).</summary>
    ValueTask<IReadOnlyList<StoredJourney>> ListAsync(JourneyQuery query, CancellationToken cancellationToken);

    /// <summary>Closed journeys of one partition, oldest first by session id: for reading all there is, at the cost of what is read. A page may have fewer than it asks for;
    /// only an empty one is the end.</summary>
    ValueTask<IReadOnlyList<StoredJourney>> ScanAsync(int partition, JourneyScan scan, CancellationToken cancellationToken);

    ValueTask<StoredJourney?> FindAsync(SessionId id, CancellationToken cancellationToken);

    /// <summary>Enters sessions into the index of a user; entering one again changes nothing.</summary>
    ValueTask IndexAsync(Pseudonym user, IReadOnlyList<SessionId> sessions, CancellationToken cancellationToken);

    /// <summary>Takes closed journeys away for good; those that are not there are no error.</summary>
    ValueTask RemoveAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken);

    /// <summary>Forgets which sessions are a user's.</summary>
    ValueTask UnindexAsync(Pseudonym user, CancellationToken cancellationToken);

    /// <summary>The committed state of one live subject.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindLiveAsync(int partition, LiveKey key, CancellationToken cancellationToken);

    /// <summary>The committed states of a partition's live subjects of one kind.</summary>
    ValueTask<IReadOnlyList<LiveEntry>> ListLiveAsync(int partition, ActorKind kind, CancellationToken cancellationToken);

    /// <summary>The same with the first bytes of each state only, for a search by what stands there.</summary>
    ValueTask<IReadOnlyList<LiveEntry>> ListLiveHeadsAsync(int partition, ActorKind kind, int bytes, CancellationToken cancellationToken);

    /// <summary>All fields of a fold from one hour (inclusive) to another (exclusive), partitions merged.</summary>
    ValueTask<IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>>> ReadRollupsAsync(
        string fold, long fromHour, long toHour, CancellationToken cancellationToken);

    /// <summary>
    /// A text for the stored data, closed journeys and rollups of all partitions, of days since 1970 (UTC) from one (inclusive) to another (exclusive). It changes
    /// in one unit with that data, whatever changes it, and never becomes an earlier text again. Packing changes no data. Data that ends by its age changes
    /// no text: <see cref="JourneysKept"/> and <see cref="RollupsKept"/> say until when that cannot happen.
    /// </summary>
    ValueTask<string> ReadVersionAsync(long fromDay, long toDay, CancellationToken cancellationToken);

    /// <summary>Minimum time that closed journeys are kept after their day; null when no journey ends by its age.</summary>
    TimeSpan? JourneysKept { get; }

    /// <summary>Minimum time that rollups are kept after their day, but for folds that ask for less; null when none ends by its age.</summary>
    TimeSpan? RollupsKept { get; }

    /// <summary>How many journeys were forgotten because the storage is bounded.</summary>
    long Forgotten { get; }
}
