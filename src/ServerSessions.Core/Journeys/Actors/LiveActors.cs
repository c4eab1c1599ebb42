using ServerSessions.Storage;

namespace ServerSessions.Journeys.Actors;

/// <summary>
/// The actors of a partition that rules remember something about, each kind in a room of its own. The rooms of sources and attempted accounts, which cost an attacker nothing,
/// are smaller, and each network has a share of them; what accounts are known for, which takes successes, has another room.
/// </summary>
internal sealed class LiveActors
{
    private readonly ActorRoom[] _rooms;
    private readonly ActorRoom _known;

    public LiveActors(FloodLimits limits)
    {
        _rooms = [.. Enumerable.Range(0, (int)Enum.GetValues<ActorKind>().Max() + 1).Select(kind =>
            (ActorKind)kind is ActorKind.Source or ActorKind.Account ? new ActorRoom(limits.Sources, isShared: true) : new ActorRoom(limits.Live, isShared: false))];
        _known = new ActorRoom(limits.Known, isShared: false);
    }

    public int Count => _rooms.Sum(r => r.Count) + _known.Count;

    public IEnumerable<(LiveKey Key, LiveActor Actor)> All =>
        _rooms.SelectMany((room, kind) => room.All.Select(a => (new LiveKey((ActorKind)kind, a.Id), a))).Concat(_known.All.Select(a => (new LiveKey(ActorKind.Account, a.Id), a)));

    public LiveActor this[LiveKey key] => Find(key) ?? throw new KeyNotFoundException($"There is no actor {key}.");

    public LiveActor? Find(LiveKey key) => _rooms[(int)key.Kind].Find(key.Id) ?? (MayBeKnown(key.Kind) ? _known.Find(key.Id) : null);

    public void Restore(LiveKey key, LiveActor actor) => RoomOf(key.Kind, actor.IsKnown).Add(actor);

    /// <summary>
    /// The actor that remembers what is reported of a source: the source, or all further user agents of its network together, once the room is full and the network has
    /// its share. So changing the user agent does not escape the rules about sources.
    /// </summary>
    public LiveKey PlaceOf(LiveKey key) =>
        key.Kind == ActorKind.Source && _rooms[(int)key.Kind].IsFullOf(key.Id.High) && Find(key) is null ? key with { Id = new Pseudonym(key.Id.High, 0) } : key;

    /// <summary>The actor, known or new.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="origin">The network that brings it in.</param>
    /// <param name="givenUp">Gets the actors that made room: they are gone.</param>
    public LiveActor FindOrAdd(LiveKey key, ulong origin, List<(LiveKey Key, LiveActor Actor)> givenUp)
    {
        if (Find(key) is { } actor)
            return actor;
        Add(key.Kind, actor = new LiveActor(key.Id) { Origin = origin }, givenUp);
        return actor;
    }

    /// <summary>The actor has become known, or is known no longer.</summary>
    public void Move(LiveKey key, LiveActor actor, bool isKnown, List<(LiveKey Key, LiveActor Actor)> givenUp)
    {
        if (actor.IsKnown == isKnown || !MayBeKnown(key.Kind))
            return;
        Remove(key);
        actor.IsKnown = isKnown;
        Add(key.Kind, actor, givenUp);
    }

    public bool Remove(LiveKey key) => _rooms[(int)key.Kind].Remove(key.Id) || (MayBeKnown(key.Kind) && _known.Remove(key.Id));

    private void Add(ActorKind kind, LiveActor actor, List<(LiveKey Key, LiveActor Actor)> givenUp)
    {
        var room = RoomOf(kind, actor.IsKnown);
        if (room.IsFull)
            foreach (var gone in room.MakeRoom())
                givenUp.Add((new LiveKey(kind, gone.Id), gone));
        room.Add(actor);
    }

    private ActorRoom RoomOf(ActorKind kind, bool isKnown) => isKnown && MayBeKnown(kind) ? _known : _rooms[(int)kind];

    private static bool MayBeKnown(ActorKind kind) => kind == ActorKind.Account;
}
