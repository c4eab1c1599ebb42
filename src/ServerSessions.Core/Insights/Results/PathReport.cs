namespace ServerSessions.Insights;

/// <summary>Transitions between steps, with repeats collapsed.</summary>
public sealed record PathReport : InsightReport
{
    /// <summary>Number of sessions with a step; for paths from a step, of sessions with that step.</summary>
    public long Sessions { get; init; }

    /// <summary>The 50 transitions with the most sessions.</summary>
    public IReadOnlyList<PathEdge> Edges { get; init; } = [];

    /// <summary>First steps; they do not count towards the 50 edges.</summary>
    public IReadOnlyList<StepSessions> Entries { get; init; } = [];

    /// <summary>Last steps.</summary>
    public IReadOnlyList<StepSessions> Exits { get; init; } = [];

    /// <summary>Counts of the transitions beyond the 50.</summary>
    public LeftOutEdges Other { get; init; } = new(0, 0);

    /// <summary>Share of transitions to a step that the session had visited before; null without transitions.</summary>
    public double? LoopRatio { get; init; }

    /// <summary>For paths from a step: transitions by their distance from it, at most 50 per level.</summary>
    public IReadOnlyList<PathLevel> Levels { get; init; } = [];
}
