using ServerSessions.Insights;

namespace ServerSessions.Reports.Caching;

/// <summary>Everything that an answer depends on, beside the stored data and the declarations.</summary>
/// <param name="Insight">Name of the insight.</param>
/// <param name="From">Earliest start, inclusive.</param>
/// <param name="To">Latest start, exclusive.</param>
/// <param name="FromRollups">Whether rollups are read instead of journeys.</param>
internal sealed record InsightQuestion(string Insight, DateTimeOffset From, DateTimeOffset To, bool FromRollups)
{
    private const long MillisecondsPerDay = 86_400_000;

    /// <summary>Earliest start that is read, where that is before the range: of the range that it is compared with.</summary>
    public DateTimeOffset? ReadFrom { get; init; }

    public Segment Segment { get; init; } = Segment.People;

    /// <summary>Which users are in the cohorts that the segment names.</summary>
    public IReadOnlyList<string> Cohorts { get; init; } = [];

    public FunnelDefinition? Funnel { get; init; }

    public string? Breakdown { get; init; }

    public PathQuery? Paths { get; init; }

    public ClickQuery? Clicks { get; init; }

    public RetentionQuery? Retention { get; init; }

    /// <summary>Names of declared experiments.</summary>
    public IReadOnlyList<string> Experiments { get; init; } = [];

    public Course? Course { get; init; }

    /// <summary>Version of the endpoint catalogue, where features are read from it.</summary>
    public string? Catalog { get; init; }

    /// <summary>The first day (UTC) that is read.</summary>
    internal long FirstDay => DayOf(ReadFrom ?? From);

    /// <summary>The day after the last one that is read.</summary>
    internal long EndDay => DayOf(To.AddTicks(-1)) + 1;

    internal static long DayOf(DateTimeOffset time) => (long)Math.Floor((double)time.ToUnixTimeMilliseconds() / MillisecondsPerDay);
}
