using System.Text.Json.Serialization;

namespace ServerSessions.Cli.Replay;

/// <summary>What <c>sessions replay --json</c> prints.</summary>
internal sealed record ReplayReport
{
    public long Requests { get; init; }

    /// <summary>Lines that could not be read; blank ones are not counted.</summary>
    public long Unparsed { get; init; }

    /// <summary>Lines that are no request: directives of a format, and other events of an application.</summary>
    public long OtherLines { get; init; }

    public long Sessions { get; init; }

    public long Pageviews { get; init; }

    public double? MedianSessionSeconds { get; init; }

    public double? MedianSessionSecondsTwoPlus { get; init; }

    public long BounceRequests { get; init; }

    /// <summary>Figures of all sessions; null when there are none.</summary>
    public double? BounceShareRequests { get; init; }

    public long BouncePageviews { get; init; }

    /// <summary>Figures of the sessions with a page view; null when there are none.</summary>
    public double? BounceSharePageviews { get; init; }

    public IReadOnlyList<PathCount> TopPaths { get; init; } = [];

    public IReadOnlyList<TransitionCount> TopTransitions { get; init; } = [];

    /// <summary>Null without <c>--routes</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RouteFigures? Routes { get; init; }

    public long Alerts { get; init; }

    public double ElapsedSeconds { get; init; }

    public double LinesPerSecond { get; init; }
}
