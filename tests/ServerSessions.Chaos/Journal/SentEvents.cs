namespace ServerSessions.Chaos.Journal;

/// <summary>What producers sent, by session key: each event's number, and whether it was acknowledged.</summary>
internal sealed class SentEvents
{
    private readonly Dictionary<Pseudonym, Dictionary<int, bool>> _sessions = [];

    public IReadOnlyCollection<Pseudonym> Sessions => _sessions.Keys;

    public long Sent { get; private set; }

    public long Acknowledged { get; private set; }

    public void Send(Pseudonym key, int number)
    {
        if (!_sessions.TryGetValue(key, out var events))
            _sessions.Add(key, events = []);
        if (events.TryAdd(number, false))
            Sent++;
    }

    public void Acknowledge(Pseudonym key, int number)
    {
        if (_sessions[key][number])
            return;
        _sessions[key][number] = true;
        Acknowledged++;
    }

    /// <summary>Numbers of a session's events, and whether they were acknowledged; none for an unknown session.</summary>
    public IReadOnlyDictionary<int, bool> Of(Pseudonym key) =>
        _sessions.TryGetValue(key, out var events) ? events : System.Collections.Frozen.FrozenDictionary<int, bool>.Empty;
}
