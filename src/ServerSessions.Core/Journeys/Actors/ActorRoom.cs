namespace ServerSessions.Journeys.Actors;

/// <summary>
/// The actors of one kind, in a room of limited size. Above its limit, an actor of the network that holds the most goes first while that network holds more than its share, so
/// that one source can push out its own entries only; else the actor that is worth the least.
/// </summary>
/// <param name="limit">Maximum number of actors.</param>
/// <param name="isShared">Whether a network has a share: where actors cost a client nothing.</param>
internal sealed class ActorRoom(int limit, bool isShared)
{
    private const int Shares = 16;

    // Looking at all of them is costly: a part is given up at once.
    private const int Parts = 64;

    private readonly Dictionary<Pseudonym, LiveActor> _all = [];
    private readonly Dictionary<ulong, int> _origins = [];
    private readonly int _share = Math.Max(1, limit / Shares);

    public int Count => _all.Count;

    public IEnumerable<LiveActor> All => _all.Values;

    public bool IsFull => _all.Count >= limit;

    public LiveActor? Find(Pseudonym id) => _all.GetValueOrDefault(id);

    /// <summary>Whether the room is full and the network has its share of it.</summary>
    public bool IsFullOf(ulong origin) => isShared && IsFull && _origins.GetValueOrDefault(origin) >= _share;

    public void Add(LiveActor actor)
    {
        if (_all.TryGetValue(actor.Id, out var before))
            Remove(before.Id);
        _all.Add(actor.Id, actor);
        if (isShared)
            _origins[actor.Origin] = _origins.GetValueOrDefault(actor.Origin) + 1;
    }

    public bool Remove(Pseudonym id)
    {
        if (!_all.Remove(id, out var actor))
            return false;
        if (isShared && --_origins[actor.Origin] is var left)
        {
            _origins[actor.Origin] = left;
            if (left == 0)
                _origins.Remove(actor.Origin);
        }

        return true;
    }

    /// <summary>Gives up actors, the least first. The choice is a function of the actors alone, so another worker that continues from their stored states gives up the same ones.</summary>
    public List<LiveActor> MakeRoom()
    {
        var (origin, held) = (0UL, 0);
        foreach (var (network, count) in _origins)
            if (count > held || (count == held && network < origin))
                (origin, held) = (network, count);
        var isHeavy = held > _share;
        var candidates = isHeavy ? _all.Values.Where(a => a.Origin == origin) : Least();
        var number = Math.Max(1, isHeavy ? Math.Min(held - _share, limit / Parts) : limit / Parts);
        List<LiveActor> gone = [.. candidates.OrderBy(a => a.KeptUntil).ThenBy(a => a.Id).Take(number)];
        foreach (var actor in gone)
            Remove(actor.Id);
        return gone;
    }

    // A quarter of the table is for actors with a single event: if evidence filled it all, no new actor would stay long enough to be seen again.
    private IEnumerable<LiveActor> Least()
    {
        var again = _all.Values.Count(a => !a.Detection.IsSeenOnce);
        return again > limit - (limit / 4) ? _all.Values.Where(a => !a.Detection.IsSeenOnce) : again == _all.Count ? _all.Values : _all.Values.Where(a => a.Detection.IsSeenOnce);
    }
}
