namespace ServerSessions.Insights;

/// <summary>The same step in a row, however its tries ended: when it began (Unix microseconds), and how it was left.</summary>
internal readonly record struct WalkStep(string Name, long Time, Outcome Outcome, IReadOnlyList<string>? Fields, string? Cause)
{
    public string CauseText => Insights.CauseText.Of(Outcome, Fields, Cause);
}
