namespace ServerSessions;

/// <summary>Ways through the application: transitions between steps, repeats collapsed.</summary>
public sealed record PathReport : InsightReport
{
    /// <summary>Sessions with a step; from a step on, sessions that hold it.</summary>
    public long Sessions { get; init; }

    /// <summary>The 50 transitions that most sessions made.</summary>
    public IReadOnlyList<PathEdge> Edges { get; init; } = [];

    /// <summary>First steps; they take no place among the edges.</summary>
    public IReadOnlyList<StepSessions> Entries { get; init; } = [];

    /// <summary>Last steps.</summary>
    public IReadOnlyList<StepSessions> Exits { get; init; } = [];

    /// <summary>What the list of edges leaves out.</summary>
    public LeftOutEdges Other { get; init; } = new(0, 0);

    /// <summary>Share of transitions that lead to a step which the session had visited before; null without transitions.</summary>
    public double? LoopRatio { get; init; }

    /// <summary>Of paths from a step: each transition by its distance from it, at most 50 a level.</summary>
    public IReadOnlyList<PathLevel> Levels { get; init; } = [];
}
