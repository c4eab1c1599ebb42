using ServerSessions.Insights;

namespace ServerSessions.Cli.Insight;

/// <summary>The overview of a log of steps.</summary>
internal sealed record OverviewResult
{
    public long Sessions { get; init; }

    public long Users { get; init; }

    public long Steps { get; init; }

    public double? EngagedShare { get; init; }

    public double? BounceShare { get; init; }

    public long SingleStep { get; init; }

    public double? MedianDurationSeconds { get; init; }

    public IReadOnlyDictionary<string, long> Outcomes { get; init; } = new Dictionary<string, long>();

    public IReadOnlyDictionary<string, long> Classes { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<StepSessions> TopEntries { get; init; } = [];

    public IReadOnlyList<StepSessions> TopExits { get; init; } = [];

    public IReadOnlyList<TopStep> TopSteps { get; init; } = [];
}
