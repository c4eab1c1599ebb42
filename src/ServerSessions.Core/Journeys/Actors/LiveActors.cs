using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys.Actors;

/// <summary>
/// The actors of a partition that rules remember something about. The number of each kind is bounded, that of sources and attempted accounts, which cost an
/// attacker nothing, more tightly. When there are too many of a kind other than sources, those that were seen once or twice, some time ago, are given up first: a list of a million names does not
/// push out the one that is being guessed.
/// </summary>
internal sealed class LiveActors(FloodLimits limits)
{
    private static readonly long GivenUpAfter = TimeSpan.FromMinutes(20).ToMicroseconds();
    private static readonly long SweptEvery = TimeSpan.FromMinutes(1).ToMicroseconds();

    private static readonly int Kinds = Enum.GetValues<ActorKind>().Length;

    private readonly Dictionary<LiveKey, LiveActor> _all = [];
    private readonly int[] _counts = new int[Kinds];
    private readonly long[] _swept = Enumerable.Repeat(long.MinValue, Kinds).ToArray();

    public int Count => _all.Count;

    public LiveActor this[LiveKey key] => _all[key];

    public LiveActor? Find(LiveKey key) => _all.GetValueOrDefault(key);

    public void Restore(LiveKey key, LiveActor actor)
    {
        if (!_all.ContainsKey(key))
            Note(key.Kind, 1);
        _all[key] = actor;
    }

    /// <summary>The actor, known or new; null when it is new and there is no room.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="now">Time of what is told of it, Unix microseconds.</param>
    /// <param name="givenUp">Gets the actors that made room: they are gone.</param>
    public LiveActor? FindOrAdd(LiveKey key, long now, ICollection<LiveKey> givenUp)
    {
        if (_all.TryGetValue(key, out var actor))
            return actor;
        if (_counts[(int)key.Kind] >= LimitOf(key.Kind) && (key.Kind == ActorKind.Source || !MakeRoom(key.Kind, now, givenUp)))
            return null;
        _all.Add(key, actor = new LiveActor(key.Id));
        Note(key.Kind, 1);
        return actor;
    }

    public bool Remove(LiveKey key)
    {
        if (!_all.Remove(key))
            return false;
        Note(key.Kind, -1);
        return true;
    }

    private bool MakeRoom(ActorKind kind, long now, ICollection<LiveKey> givenUp)
    {
        // Looking at all of them is dear: once a minute is enough for what is given up after twenty.
        ref var swept = ref _swept[(int)kind];
        if (swept > now - SweptEvery && swept <= now)
            return false;
        swept = now;
        var before = givenUp.Count;
        foreach (var (key, actor) in _all)
            if (key.Kind == kind && actor.Detection.LastSeen < now - GivenUpAfter && actor.Detection.IsHardlySeen)
                givenUp.Add(key);
        foreach (var key in givenUp)
            Remove(key);
        return givenUp.Count > before;
    }

    private int LimitOf(ActorKind kind) => kind is ActorKind.Source or ActorKind.Account ? limits.Sources : limits.Live;

    private void Note(ActorKind kind, int difference) => _counts[(int)kind] += difference;
}
