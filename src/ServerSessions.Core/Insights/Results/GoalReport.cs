namespace ServerSessions.Insights;

/// <summary>Goals: the declared ones, and every event that was recorded with a value.</summary>
public sealed record GoalReport : InsightReport
{
    /// <summary>Number of sessions in the range.</summary>
    public long Sessions { get; init; }

    /// <summary>The goals, those that the most sessions reached first; at most 100.</summary>
    public IReadOnlyList<GoalFigures> Goals { get; init; } = [];

    /// <summary>Number of goals that are not listed, because there are more.</summary>
    public int Other { get; init; }
}
