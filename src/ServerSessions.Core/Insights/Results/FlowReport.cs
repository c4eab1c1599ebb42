namespace ServerSessions.Insights;

/// <summary>A declared flow: how many sessions entered and completed it, and where the others left.</summary>
public sealed record FlowReport
{
    /// <summary>Name of the flow.</summary>
    public required string Flow { get; init; }

    /// <summary>Number of sessions that were at one of its steps.</summary>
    public long Entered { get; init; }

    /// <summary>Number of sessions that reached its last step.</summary>
    public long Completed { get; init; }

    /// <summary>Entered − completed.</summary>
    public long Abandoned { get; init; }

    /// <summary>Number of abandoned sessions whose user (or browser) reached the last step within 7 days; null in answers from rollups.</summary>
    public long? Recovered { get; init; }

    /// <summary>Last steps of abandoned sessions in the flow, with the cause of leaving.</summary>
    public IReadOnlyList<LeftStep> Left { get; init; } = [];
}
