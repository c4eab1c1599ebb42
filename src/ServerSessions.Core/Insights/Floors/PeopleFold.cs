namespace ServerSessions.Insights.Floors;

/// <summary>
/// Counts the visitors behind sessions, and how many sessions the busiest of them have: from that follows how many sessions are certainly those of several people. A
/// browser without a cookie is another visitor each day.
/// </summary>
internal sealed class PeopleFold : ISizedFold
{
    private const long BytesPerVisitor = 48;

    private readonly Dictionary<Pseudonym, long> _sessions = [];

    public long Bytes => BytesPerVisitor * _sessions.Count;

    public void Add(Journey journey) => Add(Visitor.Of(journey) is { IsNone: false } visitor ? visitor : journey.Key, 1);

    public void Merge(PeopleFold other)
    {
        foreach (var (visitor, sessions) in other._sessions)
            Add(visitor, sessions);
    }

    public PeopleCount Result() =>
        new(_sessions.Count, _sessions.Values.OrderDescending().Take(PeopleCount.Floor - 1).Sum());

    private void Add(Pseudonym visitor, long sessions) => _sessions[visitor] = _sessions.GetValueOrDefault(visitor) + sessions;
}
