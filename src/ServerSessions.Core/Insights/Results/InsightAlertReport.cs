namespace ServerSessions.Insights;

/// <summary>A declared alert on a figure, and how it stood when it was compared last.</summary>
public sealed record InsightAlertReport
{
    /// <summary>Name of the alert.</summary>
    public required string Name { get; init; }

    /// <summary>The figure.</summary>
    public InsightFigure Figure { get; init; }

    /// <summary>Segment of the sessions as <c>key:value</c> texts.</summary>
    public IReadOnlyList<string> Segment { get; init; } = [];

    /// <summary>It alerts below this; null for no such limit.</summary>
    public double? Below { get; init; }

    /// <summary>It alerts above this; null for no such limit.</summary>
    public double? Above { get; init; }

    /// <summary>Start of the sessions that were counted last, inclusive; null before the first time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Start of the sessions that were counted last, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Number of these sessions.</summary>
    public long Sessions { get; init; }

    /// <summary>The figure of these sessions; null when there were none.</summary>
    public double? Value { get; init; }

    /// <summary>Whether there were enough sessions to compare the figure.</summary>
    public bool IsJudged { get; init; }

    /// <summary>Id of the alert while the threshold is crossed; null otherwise.</summary>
    public string? Alert { get; init; }

    /// <summary>Why the figure could not be computed, such as a cohort that was removed; null when it was.</summary>
    public string? Fault { get; init; }
}
