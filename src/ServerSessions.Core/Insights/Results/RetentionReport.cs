namespace ServerSessions;

/// <summary>Who came back.</summary>
public sealed record RetentionReport : InsightReport
{
    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Refused { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RetentionCohort> Cohorts { get; init; } = [];

    /// <summary>Share that returned so many periods later, over all cohorts old enough, each weighted by its size.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <summary>The same for returning then or later.</summary>
    public IReadOnlyList<double> MeanOnOrAfter { get; init; } = [];

    /// <summary>How regularly people come.</summary>
    public Stickiness Stickiness { get; init; } = new(0, 0, 0, null);

    /// <summary>Sessions whose visitor cannot be known again, and that are in none of these figures.</summary>
    public long Unlinked { get; init; }
}
