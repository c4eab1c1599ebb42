namespace ServerSessions.Chaos.Compare;

/// <summary>What the stored journeys say was folded: by session key the events' numbers in the order of the journey, one for each time.</summary>
internal sealed class FoldedEvents
{
    private readonly Dictionary<Pseudonym, List<int>> _sessions = [];

    public IReadOnlyDictionary<Pseudonym, List<int>> Sessions => _sessions;

    public void Add(Pseudonym key, int number, int times = 1)
    {
        if (!_sessions.TryGetValue(key, out var numbers))
            _sessions.Add(key, numbers = []);
        for (; times > 0; times--)
            numbers.Add(number);
    }
}
