namespace ServerSessions.Reports.Thresholds;

/// <summary>How an alert on a figure stood when it was compared last, as it is stored.</summary>
/// <param name="From">Start of the sessions, inclusive.</param>
/// <param name="To">Start of the sessions, exclusive.</param>
/// <param name="Sessions">Their number.</param>
/// <param name="Value">The figure.</param>
/// <param name="IsJudged">Whether there were enough sessions.</param>
/// <param name="Alert">Id of the alert while the threshold is crossed.</param>
internal sealed record InsightAlertState(DateTimeOffset From, DateTimeOffset To, long Sessions, double? Value, bool IsJudged, string? Alert)
{
    /// <summary>Why the figure could not be computed; null when it was.</summary>
    public string? Fault { get; init; }
}
