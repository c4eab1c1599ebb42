using ServerSessions.Insights;

namespace ServerSessions.Cli.Insight;

/// <summary>The command line of <c>sessions insight</c>, checked.</summary>
internal sealed record InsightOptions
{
    public static readonly TimeSpan? DefaultWindow = TimeSpan.FromDays(14);

    public const int DefaultDepth = 5;

    public string Kind { get; init; } = "";

    public required IReadOnlyList<string> Files { get; init; }

    public IReadOnlyList<string> Steps { get; init; } = [];

    public FunnelOrder Order { get; init; }

    /// <summary>Null: the session.</summary>
    public TimeSpan? Window { get; init; } = DefaultWindow;

    public FunnelUnit Unit { get; init; }

    public string? From { get; init; }

    public int Depth { get; init; } = DefaultDepth;

    public bool Backward { get; init; }

    public string? Start { get; init; }

    public string? Return { get; init; }

    public RetentionPeriod Period { get; init; }

    public IReadOnlyList<Flow> Flows { get; init; } = [];

    /// <summary>Features that no line names, as flows: a name and its steps.</summary>
    public IReadOnlyList<Flow> Features { get; init; } = [];

    public IReadOnlyList<string> Hubs { get; init; } = [];

    public IReadOnlyList<string> Goals { get; init; } = [];

    /// <summary>Null: the only one that lines name.</summary>
    public string? Experiment { get; init; }

    /// <summary>Sessions of which actors count, where lines say what a session's visitor is.</summary>
    public Segment Segment { get; init; } = Segment.People;

    public bool Json { get; init; }
}
