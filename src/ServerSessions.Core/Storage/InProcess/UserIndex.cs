namespace ServerSessions.Storage.InProcess;

/// <summary>The sessions of each user; above its limit, the oldest entries are removed.</summary>
internal sealed class UserIndex(int max)
{
    private static readonly SortedSet<SessionId> Nothing = [];
    private static readonly Pseudonym LastUser = new(ulong.MaxValue, ulong.MaxValue);

    private readonly Dictionary<Pseudonym, SortedSet<SessionId>> _sessions = [];
    private readonly SortedSet<(SessionId Session, Pseudonym User)> _entries = [];

    public SortedSet<SessionId> SessionsOf(Pseudonym user) => _sessions.GetValueOrDefault(user, Nothing);

    public void Add(Pseudonym user, SessionId session)
    {
        if (!_entries.Add((session, user)))
            return;
        if (!_sessions.TryGetValue(user, out var sessions))
            _sessions.Add(user, sessions = []);
        sessions.Add(session);
        if (_entries.Count > max)
            Remove(_entries.Min);
    }

    public void Remove(SessionId session)
    {
        foreach (var entry in _entries.GetViewBetween((session, Pseudonym.None), (session, LastUser)).ToArray())
            Remove(entry);
    }

    public void Remove(Pseudonym user)
    {
        foreach (var session in SessionsOf(user).ToArray())
            Remove((session, user));
    }

    public void Remove(Pseudonym user, SessionId session)
    {
        if (_entries.Contains((session, user)))
            Remove((session, user));
    }

    private void Remove((SessionId Session, Pseudonym User) entry)
    {
        _entries.Remove(entry);
        var sessions = _sessions[entry.User];
        sessions.Remove(entry.Session);
        if (sessions.Count == 0)
            _sessions.Remove(entry.User);
    }
}
