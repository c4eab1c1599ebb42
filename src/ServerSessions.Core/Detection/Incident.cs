using System.Globalization;

namespace ServerSessions.Detection;

/// <summary>
/// Weighs the findings about one session: enough points, or enough distinct rules, are an incident, one for the session however much
/// follows. Pure.
/// </summary>
internal sealed class Incident(IncidentOptions options)
{
    /// <summary>Stands where a finding's rule does.</summary>
    public const string Rule = "incident";

    private const int EvidenceKept = 20;

    /// <param name="session">The session's id.</param>
    /// <param name="findings">All findings that count for it, in any order.</param>
    /// <param name="open">The incident as it stands; null when there is none.</param>
    /// <returns>The incident, new or grown; null when there is none, or nothing to add.</returns>
    public Finding? Of(string session, IEnumerable<Finding> findings, Finding? open)
    {
        var all = findings.Where(f => f.Severity > Severity.Info).OrderBy(f => f.Last).ToList();
        if (all.Count == 0)
            return null;
        var now = all[^1].Last;
        var recent = all.Where(f => f.Last > now - options.Window).ToList();
        var points = Risk.Of(recent, now);
        var rules = recent.Select(f => f.Rule).Distinct().ToList();
        // An incident stays one when its points decay; it only gets the findings that came later.
        if (open is null && points < options.Points && rules.Count < options.Rules)
            return null;
        if (open is not null && open.Count == all.Count && open.Last == now)
            return null;
        return new Finding
        {
            Rule = Rule,
            Name = "incident",
            Severity = Severity.High,
            Subject = new Subject(ActorKind.Session, session),
            First = all.Min(f => f.First),
            Raised = open?.Raised ?? now,
            Last = now,
            Count = all.Count,
            Reason = string.Create(CultureInfo.InvariantCulture,
                $"{points} points of risk within {options.Window.TotalHours:0.#} hours, from {rules.Count} {(rules.Count == 1 ? "rule" : "rules")}: {string.Join(", ", rules)}."),
            Measures = [new Measure("points of risk", points, options.Points), new Measure("distinct rules", rules.Count, options.Rules)],
            Evidence = [.. all.TakeLast(EvidenceKept).Select(f => new Evidence(f.Last, session, $"{f.Rule} {f.Name}", Outcome.Ok, f.Reason))],
            References = all.SelectMany(f => f.References).Distinct().ToList(),
        };
    }
}
