namespace ServerSessions;

/// <summary>A declared flow: who entered it, and where the others left.</summary>
public sealed record FlowReport
{
    /// <summary>Name of the flow.</summary>
    public required string Flow { get; init; }

    /// <summary>Sessions that were at one of its steps.</summary>
    public long Entered { get; init; }

    /// <summary>Sessions that reached its last step.</summary>
    public long Completed { get; init; }

    /// <summary>Entered − completed.</summary>
    public long Abandoned { get; init; }

    /// <summary>Abandoned sessions whose user (or browser) reached the last step within 7 days of leaving; null where only counts are known.</summary>
    public long? Recovered { get; init; }

    /// <summary>Where abandoned sessions were last, and how they left that step.</summary>
    public IReadOnlyList<LeftStep> Left { get; init; } = [];
}
