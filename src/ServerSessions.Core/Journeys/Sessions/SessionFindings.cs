using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys.Sessions;

/// <summary>What findings and alerts a session has, open or closed, after another one or a verdict has come. Lists that change are new ones.</summary>
internal static class SessionFindings
{
    /// <summary>Maximum number of alerts about actors that a session keeps: each of them alone makes it an attacker's.</summary>
    public const int MaxAlerts = 32;

    /// <summary>The findings with the newest state of one; what a person has judged of it stays.</summary>
    public static List<Finding> With(IReadOnlyList<Finding> findings, Finding finding)
    {
        var kept = new List<Finding>(findings.Count + 1);
        foreach (var known in findings)
            if (!IsSame(known, finding))
                kept.Add(known);
            else if (known.IsFalsePositive)
                finding = finding with { IsFalsePositive = true };
        kept.Add(finding);
        return kept;
    }

    /// <summary>
    /// The alerts with another one, or with a higher severity of one; null when that changes nothing. Above the maximum, one that is false, or else the mildest, gives way.
    /// </summary>
    public static List<SessionAlert>? With(IReadOnlyList<SessionAlert> alerts, SessionAlert alert)
    {
        for (var i = 0; i < alerts.Count; i++)
            if (alerts[i].Id == alert.Id)
                return alert.Severity <= alerts[i].Severity ? null : [.. alerts.Take(i), alerts[i] with { Severity = alert.Severity }, .. alerts.Skip(i + 1)];
        if (alerts.Count < MaxAlerts)
            return [.. alerts, alert];
        // One that is false, or else milder, must not keep out one that counts.
        var weakest = alerts.MinBy(Weight)!;
        return Weight(weakest) < Weight(alert) ? [.. alerts.Where(known => known.Id != weakest.Id), alert] : null;
    }

    private static int Weight(SessionAlert alert) => alert.IsFalsePositive ? -1 : (int)alert.Severity;

    /// <summary>What a verdict changes; null for a list that it does not change.</summary>
    public static (List<Finding>? Findings, List<SessionAlert>? Alerts) Judged(IReadOnlyList<Finding> findings, IReadOnlyList<SessionAlert> alerts, VerdictNotice verdict)
    {
        List<Finding>? judgedFindings = null;
        for (var i = 0; i < findings.Count; i++)
            if (verdict.IsAbout(findings[i]) && findings[i].IsFalsePositive != verdict.IsFalsePositive)
                (judgedFindings ??= [.. findings])[i] = findings[i] with { IsFalsePositive = verdict.IsFalsePositive };
        List<SessionAlert>? judgedAlerts = null;
        for (var i = 0; i < alerts.Count; i++)
            if (alerts[i].Id == verdict.Alert && alerts[i].IsFalsePositive != verdict.IsFalsePositive)
                (judgedAlerts ??= [.. alerts])[i] = alerts[i] with { IsFalsePositive = verdict.IsFalsePositive };
        return (judgedFindings, judgedAlerts);
    }

    private static bool IsSame(Finding one, Finding other) =>
        one.Rule == other.Rule && one.Raised == other.Raised && one.Subject == other.Subject && one.Induced == other.Induced;
}
