namespace ServerSessions.Storage;

/// <summary>Reads closed journeys, live states and rollups.</summary>
internal interface IJourneyStore
{
    /// <summary>Lists closed journeys, newest first by session id (its start, then its remaining bits).</summary>
    ValueTask<IReadOnlyList<StoredJourney>> ListAsync(JourneyQuery query, CancellationToken cancellationToken);

    /// <summary>Lists closed journeys of one partition, oldest first by session id, to read all of them. A page can have fewer than its maximum;
    /// only an empty page is the end.</summary>
    ValueTask<IReadOnlyList<StoredJourney>> ScanAsync(int partition, JourneyScan scan, CancellationToken cancellationToken);

    ValueTask<StoredJourney?> FindAsync(SessionId id, CancellationToken cancellationToken);

    /// <summary>Adds sessions to the index of a user; adding one again changes nothing.</summary>
    ValueTask IndexAsync(Pseudonym user, IReadOnlyList<SessionId> sessions, CancellationToken cancellationToken);

    /// <summary>Deletes closed journeys; missing ones are no error.</summary>
    ValueTask RemoveAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken);

    /// <summary>Deletes what is left of journeys that were replaced since: the storage may keep the former content until it packs the next time.</summary>
    ValueTask RemoveReplacedAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken);

    /// <summary>Deletes the index of a user.</summary>
    ValueTask UnindexAsync(Pseudonym user, CancellationToken cancellationToken);

    /// <summary>Deletes sessions from the index of a user; missing ones are no error.</summary>
    ValueTask UnindexAsync(Pseudonym user, IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken);

    /// <summary>Returns the committed state of one live subject.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindLiveAsync(int partition, LiveKey key, CancellationToken cancellationToken);

    /// <summary>Lists the committed states of a partition's live subjects of one kind.</summary>
    ValueTask<IReadOnlyList<LiveEntry>> ListLiveAsync(int partition, ActorKind kind, CancellationToken cancellationToken);

    /// <summary>Lists a partition's open sessions by their index, newest first by session id.</summary>
    ValueTask<IReadOnlyList<OpenSession>> ListOpenAsync(int partition, OpenQuery query, CancellationToken cancellationToken);

    /// <summary>Returns the key of an open session; null when the session is not open.</summary>
    ValueTask<Pseudonym?> FindOpenAsync(SessionId id, CancellationToken cancellationToken);

    /// <summary>Reads all fields of a fold from one hour (inclusive) to another (exclusive), partitions merged. A field whose sum is 0 is absent.</summary>
    ValueTask<IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>>> ReadRollupsAsync(
        string fold, long fromHour, long toHour, CancellationToken cancellationToken);

    /// <summary>
    /// Returns a version of the stored data, closed journeys and rollups of all partitions, of days since 1970 (UTC) from one (inclusive) to another (exclusive).
    /// It changes in one unit with that data, whatever changes it, and never becomes an earlier version again. Packing changes no data. Data that expires by its
    /// age changes no version: <see cref="JourneysKept"/> and <see cref="RollupsKept"/> give the time until which that cannot happen.
    /// </summary>
    ValueTask<string> ReadVersionAsync(long fromDay, long toDay, CancellationToken cancellationToken);

    /// <summary>Minimum time that closed journeys are kept after their day; null when no journey expires by its age.</summary>
    TimeSpan? JourneysKept { get; }

    /// <summary>Minimum time that rollups are kept after their day, except for folds that set less; null when none expires by its age.</summary>
    TimeSpan? RollupsKept { get; }

    /// <summary>Number of journeys that were deleted because the storage is bounded.</summary>
    long Forgotten { get; }
}
