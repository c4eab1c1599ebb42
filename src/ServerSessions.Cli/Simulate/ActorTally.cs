using ServerSessions.Journeys;

namespace ServerSessions.Cli.Simulate;

/// <summary>The actors of closed sessions, including later corrections, compared with the truth.</summary>
internal sealed class ActorTally(Truth truth)
{
    private const int Digits = 4;

    private readonly Dictionary<SessionId, Journey> _closed = [];

    public void Closed(Journey journey) => _closed[journey.Id] = journey with { Steps = [] };

    public void Late(LateEvidence late)
    {
        if (_closed.TryGetValue(late.Session, out var journey))
            _closed[late.Session] = ClosedSessions.With(journey, late);
    }

    /// <summary>Labels by scenario: the actor's word and the number of sessions.</summary>
    public ILookup<string, KeyValuePair<string, int>> ByScenario() => Labelled()
        .GroupBy(l => (truth.Visits[l.Visit].Scenario.Name, Actor: l.Journey.Actor.ToString().ToLowerInvariant()))
        .OrderBy(g => g.Key.Actor, StringComparer.Ordinal).ToLookup(g => g.Key.Name, g => KeyValuePair.Create(g.Key.Actor, g.Count()));

    public IReadOnlyList<ActorScore> Scores()
    {
        var counted = Labelled().Where(l => !truth.Visits[l.Visit].Scenario.IsEvader)
            .Select(l => (Is: truth.IsPerson(l.Journey.Id), Said: l.Journey.Actor == SessionActor.Person)).ToList();
        return [Score("person", counted), Score("other", counted.ConvertAll(c => (!c.Is, !c.Said)))];
    }

    private IEnumerable<(int Visit, Journey Journey)> Labelled() =>
        truth.Sessions.Where(s => _closed.ContainsKey(s.Key)).Select(s => (s.Value, _closed[s.Key]));

    private static ActorScore Score(string actor, List<(bool Is, bool Said)> sessions)
    {
        var (are, said, right) = (sessions.Count(s => s.Is), sessions.Count(s => s.Said), sessions.Count(s => s is { Is: true, Said: true }));
        return new ActorScore { Actor = actor, Sessions = are, Labelled = said, Right = right, Precision = Share(right, said), Recall = Share(right, are) };
    }

    // With nothing to judge, the share is 1: no figure is null.
    private static double Share(int part, int whole) => whole == 0 ? 1 : Math.Round((double)part / whole, Digits);
}
