namespace ServerSessions.Insights;

/// <summary>Retention: how many people came back.</summary>
public sealed record RetentionReport : InsightReport
{
    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Refused { get; init; }

    /// <summary>Cohorts, oldest first.</summary>
    public IReadOnlyList<RetentionCohort> Cohorts { get; init; } = [];

    /// <summary>Share of people who returned that many periods later, over all cohorts that are old enough, each weighted by its size.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <summary>Share of people who returned that many periods later or at any time after.</summary>
    public IReadOnlyList<double> MeanOnOrAfter { get; init; } = [];

    /// <summary>How regularly people come.</summary>
    public Stickiness Stickiness { get; init; } = new(0, 0, 0, null);

    /// <summary>Number of sessions whose visitor cannot be recognised again; they are in none of these figures.</summary>
    public long Unlinked { get; init; }
}
