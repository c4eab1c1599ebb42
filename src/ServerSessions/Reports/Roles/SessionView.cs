using ServerSessions.Insights;

namespace ServerSessions.Reports.Roles;

/// <summary>Takes out of sessions what a caller may not see.</summary>
internal static class SessionView
{
    /// <summary>The types that <see cref="Of"/> changes, which a test compares with what is answered.</summary>
    public static IReadOnlyList<Type> Types { get; } = [typeof(SessionSummary), typeof(SessionReport)];

    public static object? Of(object? value, SessionAdminAccess access) => value switch
    {
        SessionSummary summary => Shown(summary, access),
        SessionReport report => Shown(report, access),
        Page<SessionSummary> page => page with { Items = [.. page.Items.Select(s => Shown(s, access))] },
        IReadOnlyList<SessionSummary> sessions => (IReadOnlyList<SessionSummary>)[.. sessions.Select(s => Shown(s, access))],
        FrictionReport { Worst.Count: > 0 } friction when !access.SeesSessions => friction with { Worst = [] },
        _ => value,
    };

    private static SessionSummary Shown(SessionSummary summary, SessionAdminAccess access)
    {
        if (!access.SeesIdentities)
            summary = summary with { UserHash = null };
        // The name of an attacker is the rule that found them.
        return access.SeesSecurity ? summary
            : summary with { Risk = 0, Rules = [], ActorName = summary.Actor == SessionActor.Attacker ? null : summary.ActorName };
    }

    private static SessionReport Shown(SessionReport report, SessionAdminAccess access)
    {
        report = report with { Summary = Shown(report.Summary, access), Neighbours = [.. report.Neighbours.Select(s => Shown(s, access))] };
        if (!access.SeesIdentities)
            // Neighbours and the session before say which sessions are one person's. A trait can name one person, and so can what the application recorded.
            report = report with
            {
                Previous = null,
                Key = SessionReport.Withheld,
                Network = null,
                Traits = new Dictionary<string, string>(),
                Neighbours = [],
                Steps = [.. report.Steps.Select(s => s with { Properties = null, TraceId = null })],
            };
        return access.SeesSecurity ? report : report with { Alerts = [], Findings = [] };
    }
}
