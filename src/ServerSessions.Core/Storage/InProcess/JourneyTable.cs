namespace ServerSessions.Storage.InProcess;

/// <summary>The newest closed journeys of all partitions, with an index of their users.</summary>
internal sealed class JourneyTable(int max)
{
    private static readonly SessionId Last = new(Guid.AllBitsSet);

    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, StoredJourney> _journeys = [];
    private readonly SessionOrders _order = new();
    private readonly UserIndex _users = new(2 * max);
    private readonly DayVersions _versions = new();
    private long _forgotten;

    public long Forgotten => Interlocked.Read(ref _forgotten);

    public void Store(IReadOnlyList<StoredJourney> journeys)
    {
        lock (_lock)
        {
            foreach (var journey in journeys)
            {
                _journeys[journey.Id] = new StoredJourney(journey.Id, journey.User, journey.Data.ToArray());
                _order.Add(journey.Id);
                _versions.Raise(DayOf(journey.Id));
            }
            while (_order.Count > max)
                Forget(_order.Oldest);
        }
    }

    public StoredJourney? Find(SessionId id)
    {
        lock (_lock) return _journeys.TryGetValue(id, out var journey) ? journey : null;
    }

    public void Index(Pseudonym user, IReadOnlyList<SessionId> sessions)
    {
        lock (_lock)
        {
            foreach (var session in sessions)
                _users.Add(user, session);
        }
    }

    public List<StoredJourney> List(JourneyQuery query)
    {
        var listed = new List<StoredJourney>();
        var (low, high) = (FirstAt(query.From), FirstAt(query.To));
        if (query.Before is { } before && before.CompareTo(high) < 0)
            high = before;
        if (query.Limit <= 0 || low.CompareTo(high) >= 0)
            return listed;
        lock (_lock)
        {
            var ids = query.User.IsNone ? _order.Newest(low, high) : _users.SessionsOf(query.User).GetViewBetween(low, high).Reverse();
            foreach (var id in ids)
            {
                if (id == high || !_journeys.TryGetValue(id, out var journey))
                    continue;
                listed.Add(journey);
                if (listed.Count == query.Limit)
                    break;
            }
        }
        return listed;
    }

    public List<StoredJourney> Scan(int partition, JourneyScan scan)
    {
        var scanned = new List<StoredJourney>();
        var (low, high) = (FirstAt(scan.From), FirstAt(scan.To));
        if (scan.After is { } after && after.CompareTo(low) > 0)
            low = after;
        if (scan.Limit <= 0 || low.CompareTo(high) >= 0)
            return scanned;
        lock (_lock)
        {
            var order = _order.Of(partition);
            for (var at = order.IndexOf(low); at < order.Count && scanned.Count < scan.Limit; at++)
            {
                var id = order[at];
                if (id.CompareTo(high) >= 0)
                    break;
                if (id != scan.After)
                    scanned.Add(_journeys[id]);
            }
        }
        return scanned;
    }

    public void Remove(IEnumerable<SessionId> ids)
    {
        lock (_lock)
        {
            foreach (var id in ids)
            {
                if (_order.Remove(id))
                    _versions.Raise(DayOf(id));
                _journeys.Remove(id);
            }
        }
    }

    /// <summary>The number of the last change of each of these days.</summary>
    public long[] Versions(long fromDay, long toDay)
    {
        lock (_lock) return _versions.Of(fromDay, toDay);
    }

    public void Unindex(Pseudonym user)
    {
        lock (_lock) _users.Remove(user);
    }

    public void Unindex(Pseudonym user, IEnumerable<SessionId> sessions)
    {
        lock (_lock)
        {
            foreach (var session in sessions)
                _users.Remove(user, session);
        }
    }

    private static long DayOf(SessionId id) => id.Milliseconds / 86_400_000;

    private void Forget(SessionId id)
    {
        _order.Remove(id);
        _journeys.Remove(id);
        _users.Remove(id);
        _versions.Raise(DayOf(id));
        Interlocked.Increment(ref _forgotten);
    }

    // No session has this id, because the version bits are missing; all sessions that start then or later order after it.
    private static SessionId FirstAt(long milliseconds)
    {
        if (milliseconds >= 1L << 48)
            return Last;
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, milliseconds) << 16);
        bytes[8..].Clear();
        return new SessionId(new Guid(bytes, bigEndian: true));
    }
}
