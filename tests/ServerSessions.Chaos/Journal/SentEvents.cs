namespace ServerSessions.Chaos.Journal;

/// <summary>What producers sent, by session key: each event's number, and whether it was acknowledged.</summary>
internal sealed class SentEvents
{
    private readonly Dictionary<Pseudonym, Dictionary<int, bool>> _sessions = [];
    private readonly Dictionary<int, List<long>> _acknowledgements = [];

    public IReadOnlyCollection<Pseudonym> Sessions => _sessions.Keys;

    public long Sent { get; private set; }

    public long Acknowledged { get; private set; }

    /// <summary>
    /// The longest time in which no append to some partition was acknowledged though events were made for it all the time.
    /// </summary>
    public TimeSpan MaxSilence => TimeSpan.FromMilliseconds(_acknowledgements.Values.Select(Longest).DefaultIfEmpty().Max());

    /// <summary>The longest time from this moment to the next acknowledgement of some partition.</summary>
    public TimeSpan MaxSilenceFrom(DateTimeOffset moment)
    {
        var from = moment.ToUnixTimeMilliseconds();
        return TimeSpan.FromMilliseconds(_acknowledgements.Values.Select(t => t.Where(a => a >= from).DefaultIfEmpty(from).Min() - from).DefaultIfEmpty().Max());
    }

    /// <summary>An append to a partition was acknowledged at this time, Unix milliseconds.</summary>
    public void Note(int partition, long milliseconds)
    {
        if (!_acknowledgements.TryGetValue(partition, out var times))
            _acknowledgements.Add(partition, times = []);
        times.Add(milliseconds);
    }

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

    private static long Longest(List<long> times)
    {
        times.Sort();
        return times.Zip(times.Skip(1), (earlier, later) => later - earlier).DefaultIfEmpty().Max();
    }
}
