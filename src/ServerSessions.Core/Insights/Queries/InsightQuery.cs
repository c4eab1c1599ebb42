namespace ServerSessions.Insights;

/// <summary>Selects the closed sessions of an insight.</summary>
public sealed record InsightQuery
{
    /// <summary>
    /// Earliest start, inclusive; by default 30 days including today. Days are those of the options' time zone for trends, adoption, retention and
    /// latency, otherwise of UTC.
    /// </summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest start, exclusive; by default the end of today, in the same zone.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Segment of sessions; by default those of persons.</summary>
    public Segment Segment { get; init; } = Segment.People;

    /// <summary>True: rollups; false: journeys. Null (the default): journeys up to 200,000, beyond that rollups where they can answer.</summary>
    public bool? Rollups { get; init; }
}
