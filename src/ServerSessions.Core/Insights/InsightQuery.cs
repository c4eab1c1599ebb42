namespace ServerSessions;

/// <summary>Over which closed sessions an insight is told.</summary>
public sealed record InsightQuery
{
    /// <summary>Earliest start, inclusive; by default 30 days with today: of the zone of the options for trends, adoption, retention and latency, else of UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest start, exclusive; by default the end of today, likewise.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Which sessions; all by default.</summary>
    public Segment Segment { get; init; } = Segment.Everything;

    /// <summary>
    /// Null: journeys one by one while there are not too many, else rollups where they can answer. True: rollups; false: journeys.
    /// </summary>
    public bool? Rollups { get; init; }
}
