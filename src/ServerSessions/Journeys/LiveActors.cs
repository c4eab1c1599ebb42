using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>
/// The actors of a partition that rules remember something about. Sources and attempted accounts cost an attacker nothing, so their number is
/// bounded. When there are too many accounts, those that were tried once or twice, some time ago, are given up first: a list of a million names does not
/// push out the one that is being guessed.
/// </summary>
internal sealed class LiveActors(int most)
{
    private static readonly long GivenUpAfter = TimeSpan.FromMinutes(20).ToMicroseconds();
    private static readonly long SweptEvery = TimeSpan.FromMinutes(1).ToMicroseconds();

    private readonly Dictionary<LiveKey, LiveActor> _all = [];
    private int _sources;
    private int _accounts;
    private long _swept = long.MinValue;

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
        if ((key.Kind == ActorKind.Source && _sources >= most) || (key.Kind == ActorKind.Account && _accounts >= most && !MakeRoom(now, givenUp)))
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

    private bool MakeRoom(long now, ICollection<LiveKey> givenUp)
    {
        // Looking at all of them is dear: once a minute is enough for what is given up after twenty.
        if (_swept > now - SweptEvery && _swept <= now)
            return false;
        _swept = now;
        var before = givenUp.Count;
        foreach (var (key, actor) in _all)
            if (key.Kind == ActorKind.Account && actor.Detection.LastSeen < now - GivenUpAfter && actor.Detection.IsHardlySeen)
                givenUp.Add(key);
        foreach (var key in givenUp)
            Remove(key);
        return givenUp.Count > before;
    }

    private void Note(ActorKind kind, int difference)
    {
        _sources += kind == ActorKind.Source ? difference : 0;
        _accounts += kind == ActorKind.Account ? difference : 0;
    }
}
