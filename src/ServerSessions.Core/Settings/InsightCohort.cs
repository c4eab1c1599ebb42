namespace ServerSessions;

/// <summary>A named segment that the application declares. Every insight takes it as <c>segment=cohort:NAME</c>.</summary>
public sealed class InsightCohort
{
    /// <summary>Name of the cohort: 1 to 64 letters, digits, "-", "_" and "."; unique among the cohorts of the application.</summary>
    public required string Name { get; set; }

    /// <summary>Its segment as <c>key:value</c> texts, joined by "and"; at least one, and no other cohort.</summary>
    public IList<string> Segment { get; } = [];
}
