namespace ServerSessions.Insights;

/// <summary>A funnel in figures.</summary>
public sealed record FunnelReport : InsightReport
{
    /// <summary>Number of sessions, or users, with any step in the range.</summary>
    public long Units { get; init; }

    /// <summary>Steps of the funnel, in order.</summary>
    public IReadOnlyList<FunnelStep> Steps { get; init; } = [];

    /// <summary>Share of the units that entered and reached the last step; null when none entered.</summary>
    public double? Conversion { get; init; }

    /// <summary>Seconds from the first step to the last.</summary>
    public Percentiles TotalSeconds { get; init; } = new(null, null);

    /// <summary>
    /// What the units were worth that completed the funnel, by currency: of each, the sum of the values recorded in its session (by users: in the user's sessions
    /// of the range), where it is above 0. <see cref="ValueFigures.Count"/> is the number of these units.
    /// </summary>
    public IReadOnlyList<ValueFigures> Values { get; init; } = [];

    /// <summary>Facts that go together with converting, clearest first; for funnels by sessions only.</summary>
    public IReadOnlyList<FunnelFactor> Factors { get; init; } = [];

    /// <summary>The same funnel for each value of the breakdown.</summary>
    public IReadOnlyDictionary<string, FunnelReport> Breakdown { get; init; } = new Dictionary<string, FunnelReport>();
}
