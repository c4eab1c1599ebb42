using ServerSessions.Storage;

namespace ServerSessions.Journeys.Sessions;

/// <summary>What the index of open sessions has of a partition, so that each commit only contains what changes in it.</summary>
internal sealed class OpenSessionEntries
{
    private readonly Dictionary<Pseudonym, OpenSession> _entries = [];

    /// <summary>An entry that the index has.</summary>
    public void Restore(OpenSession entry) => _entries[entry.Key] = entry;

    /// <summary>Returns what changes in the index with the next commit, which must follow.</summary>
    /// <param name="keys">Keys of the sessions that have changed.</param>
    /// <param name="find">Returns the session of a key; null when its state is deleted.</param>
    public (IReadOnlyList<OpenSession> Opened, IReadOnlyList<OpenSession> Ended) Update(IEnumerable<Pseudonym> keys, Func<Pseudonym, LiveSession?> find)
    {
        var (opened, ended) = (new List<OpenSession>(), new List<OpenSession>());
        foreach (var key in keys)
        {
            var now = find(key) is { } session ? EntryOf(session) : null;
            if (_entries.TryGetValue(key, out var before))
            {
                if (now == before)
                    continue;
                ended.Add(before);
                _entries.Remove(key);
            }

            if (now is not { } entry)
                continue;
            opened.Add(entry);
            _entries[key] = entry;
        }

        return (opened, ended);
    }

    private static OpenSession? EntryOf(LiveSession session) =>
        session.Id == default || session.IsHidden ? null : new OpenSession(session.Id, session.Key, session.User);
}
