using ServerSessions.Detection;
using ServerSessions.Journeys.Actors;
using ServerSessions.Model;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Cli.Simulate;

/// <summary>
/// The truth of a simulation: for each rule the times at which a visit did what the rule detects, by the actors that a finding may name, and the visit of each
/// session. Findings are compared with it; nothing else reads it.
/// </summary>
internal sealed class Truth(IReadOnlyDictionary<int, PlannedVisit> visits)
{
    private readonly Dictionary<(string Rule, ActorKind Kind, Pseudonym Actor), Dictionary<int, Stretch>> _stretches = [];
    private readonly Dictionary<SessionId, int> _sessions = [];
    private readonly HashSet<SessionId> _others = [];
    private readonly Dictionary<string, JudgedFinding> _findings = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<int, PlannedVisit> Visits => visits;

    /// <summary>By the visit that opened them.</summary>
    public IEnumerable<int> SessionsByVisit => _sessions.Values;

    /// <summary>The visit that opened each session.</summary>
    public IReadOnlyDictionary<SessionId, int> Sessions => _sessions;

    public IEnumerable<JudgedFinding> Findings => _findings.Values;

    public void Sends(int visit, in RequestEvent e, DateTimeOffset now)
    {
        if (e.Login is LoginOutcome.Failed or LoginOutcome.Succeeded)
        {
            Note("D1", visit, e, now, ActorKind.Source, ActorKind.Network);
            foreach (var rule in (string[])["D2", "D3", "D4"])
                Note(rule, visit, e, now, ActorKind.Account);
        }

        if (!e.User.IsNone)
            foreach (var rule in (string[])["D6", "D7", "D8", "D9", "D10", "D16", "D17", "D18"])
                Note(rule, visit, e, now, ActorKind.User);
        if (!e.User.IsNone && !e.Place.IsNone)
            Note("D15", visit, e, now, ActorKind.User);
        if (e.Parameters != 0 && e.Is(EventFlags.FirstContact))
            Note("D17", visit, e, now, ActorKind.Source);
        if (e.Detail?.Probe is not null || e.Is(EventFlags.Unmatched))
            Note("D13", visit, e, now, ActorKind.Source, ActorKind.Network);
        if (e.Is(EventFlags.Trap | EventFlags.TrapField))
            Note("D12", visit, e, now, ActorKind.Source);
        if (!e.Verb.IsSafe() && e.Is(EventFlags.FirstContact))
            Note("D10", visit, e, now, ActorKind.Source);
        if (e.Is(EventFlags.IdKept))
            Note("D14", visit, e, now, ActorKind.Site);
        if (SiteKinds.Of(e) != SiteKind.None)
            Note("D20", visit, e, now, ActorKind.Site);
        Note("D18", visit, e, now, ActorKind.Source, ActorKind.Device);
    }

    public void Opened(int visit, SessionId session, bool isHome = true)
    {
        if (session == default)
            return;
        _sessions.TryAdd(session, visit);
        if (visits[visit].Scenario.Kind != VisitorKind.Person && !(isHome && visits[visit].Scenario.Kind == VisitorKind.Attacker))
            _others.Add(session);
    }

    /// <summary>Whether all requests of a session are those of a person; the victim of an attack is one, in sessions that are not the attacker's too.</summary>
    public bool IsPerson(SessionId session) => !_others.Contains(session);

    public void Found(Alert alert, bool isNew) => Judge(alert.Id, alert.Finding, isNew ? alert.Finding.Raised : alert.Finding.Last);

    /// <summary>A finding that only adds to others of a session and never alerts alone: it counts where the session has another finding.</summary>
    public void Closed(Journey journey, Func<string, bool> isContribution)
    {
        if (journey.Findings.All(finding => isContribution(finding.Rule)))
            return;
        foreach (var finding in journey.Findings.Where(finding => isContribution(finding.Rule)))
            Judge($"{finding.Rule} {journey.Id}", finding, finding.Raised, isContribution: true);
    }

    private void Judge(string id, Finding finding, DateTimeOffset when, bool isContribution = false)
    {
        if (!_findings.TryGetValue(id, out var judged))
            _findings.Add(id, judged = new JudgedFinding(finding.Rule) { IsContribution = isContribution });
        judged.Severity = finding.Severity;
        foreach (var (visit, began) in Blamed(finding))
            judged.Blamed.TryAdd(visit, when > began ? when - began : TimeSpan.Zero);
    }

    private IEnumerable<(int Visit, DateTimeOffset Began)> Blamed(Finding finding)
    {
        if (finding.Subject.Kind == ActorKind.Session)
            return SessionId.TryParse(finding.Subject.Hash, out var session) && _sessions.TryGetValue(session, out var visit) ? [(visit, finding.First)] : [];
        // Induced requests of a session are reported about their source, whose part in them their evidence names.
        if (finding.Subject.Kind == ActorKind.Endpoint || (finding.Subject.Kind == ActorKind.Source && finding.Evidence.Any(e => e.Induced)))
            return finding.Evidence.Where(e => SessionId.TryParse(e.Session, out var seen) && _sessions.ContainsKey(seen))
                .Select(e => (_sessions[SessionId.TryParse(e.Session, out var seen) ? seen : default], e.Time)).DistinctBy(e => e.Item1);
        if (!Pseudonym.TryParse(finding.Subject.Hash, out var actor) || !_stretches.TryGetValue((finding.Rule, finding.Subject.Kind, actor), out var stretches))
            return [];
        var within = stretches.Where(s => s.Value.First <= finding.Last && s.Value.Last >= finding.First).Select(s => (s.Key, s.Value.First)).ToList();
        // A wave is about its attackers, not about a person who mistypes meanwhile; without a wave, it is about all of its visitors.
        return finding.Subject.Kind == ActorKind.Site && within.Where(s => visits[s.Key].Scenario.ExpectedRule == finding.Rule).ToList() is { Count: > 0 } wave ? wave : within;
    }

    private void Note(string rule, int visit, in RequestEvent e, DateTimeOffset now, params ReadOnlySpan<ActorKind> kinds)
    {
        foreach (var kind in kinds)
        {
            var key = (rule, kind, ActorKeys.Of(kind, e));
            if (key.Item3.IsNone)
                continue;
            if (!_stretches.TryGetValue(key, out var byVisit))
                _stretches.Add(key, byVisit = []);
            byVisit[visit] = byVisit.TryGetValue(visit, out var stretch) ? stretch with { Last = now } : new Stretch(now, now);
        }
    }

    private readonly record struct Stretch(DateTimeOffset First, DateTimeOffset Last);
}
