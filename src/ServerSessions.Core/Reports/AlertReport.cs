namespace ServerSessions.Reports;

/// <summary>An alert as its page shows it: with what was decided about it.</summary>
internal sealed record AlertReport
{
    public required string Id { get; init; }

    public required Finding Finding { get; init; }

    public AlertState State { get; init; }

    /// <summary>The verdicts of people with author, time and reason, oldest first; null while there is none.</summary>
    public IReadOnlyList<AlertHandling>? Handling { get; init; }

    /// <summary>Responses, carried out or only shadowed, newest first; of an alert about a session all that were decided about that one.</summary>
    public required IReadOnlyList<SessionDecision> Responses { get; init; }

    public static AlertReport Of(Alert alert, IReadOnlyList<SessionDecision> responses) =>
        new() { Id = alert.Id, Finding = alert.Finding, State = alert.State, Handling = alert.Handling, Responses = responses };
}
