namespace ServerSessions.Insights;

/// <summary>What browsers report of pages: visible time, scrolling, clicks and errors.</summary>
public sealed record EngagementReport : InsightReport
{
    /// <summary>Number of sessions in the report.</summary>
    public long Sessions { get; init; }

    /// <summary>Number of those with a report of a browser.</summary>
    public long Reported { get; init; }

    /// <summary>Mean visible time of a session with a report, in seconds; null without one.</summary>
    public double? VisibleSeconds { get; init; }

    /// <summary>Pages, those with the most views first; at most 200.</summary>
    public IReadOnlyList<EngagedPage> Pages { get; init; } = [];
}
