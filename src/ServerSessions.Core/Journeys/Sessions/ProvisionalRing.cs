
namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// Open sessions of one request by clients that came without our cookie: until they come back they may be a flood. When there are too
/// many, the oldest of the source that has by far the most is given up first, so that a flood pushes out itself and not the visitors who
/// come at the same time; when it has no such source, the oldest of all.
/// </summary>
internal sealed class ProvisionalRing(int max)
{
    private readonly Dictionary<Pseudonym, Entry> _entries = [];
    private readonly LinkedList<Pseudonym> _all = new();
    private readonly Dictionary<Source, LinkedList<Pseudonym>> _sources = [];
    private Source _largest;

    public int Count => _entries.Count;

    public bool IsTooFull => _entries.Count > max;

    public void Add(Pseudonym key, ulong network, string? client)
    {
        if (_entries.ContainsKey(key))
            return;
        var source = new Source(network, client);
        if (!_sources.TryGetValue(source, out var own))
            _sources.Add(source, own = new LinkedList<Pseudonym>());
        _entries.Add(key, new Entry(source, _all.AddLast(key), own.AddLast(key)));
        if (own.Count > CountOf(_largest))
            _largest = source;
    }

    public bool Remove(Pseudonym key)
    {
        if (!_entries.Remove(key, out var entry))
            return false;
        _all.Remove(entry.InAll);
        var own = _sources[entry.Source];
        own.Remove(entry.InSource);
        if (own.Count == 0)
            _sources.Remove(entry.Source);
        return true;
    }

    /// <summary>The session that is given up first.</summary>
    public Pseudonym Next()
    {
        var fair = Math.Max(2, 2 * _entries.Count / _sources.Count);
        // It may have shrunk since it was the largest. Where the fair share is two, no network exceeds it, and none is searched for.
        if (CountOf(_largest) < fair && fair > 2)
            _largest = _sources.MaxBy(s => s.Value.Count).Key;
        return CountOf(_largest) >= fair ? _sources[_largest].First!.Value : _all.First!.Value;
    }

    private int CountOf(Source source) => _sources.TryGetValue(source, out var own) ? own.Count : 0;

    private readonly record struct Source(ulong Network, string? Client);

    private readonly record struct Entry(Source Source, LinkedListNode<Pseudonym> InAll, LinkedListNode<Pseudonym> InSource);
}
