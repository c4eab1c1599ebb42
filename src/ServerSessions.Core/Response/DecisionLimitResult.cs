namespace ServerSessions.Response;

/// <summary>The result of <see cref="DecisionLimits"/>.</summary>
internal sealed record DecisionLimitResult
{
    /// <summary>The active decision that the new one repeats; null when there is none.</summary>
    public SessionDecision? Same { get; init; }

    /// <summary>Why it exceeds the limits; null when it does not.</summary>
    public string? Refusal { get; init; }

    /// <summary>The active decisions that end because the limit is reached.</summary>
    public IReadOnlyList<SessionDecision> Displaced { get; init; } = [];

    /// <summary>The new decision with the sign-ins of <see cref="Included"/>; null when it is written as it is.</summary>
    public SessionDecision? Including { get; init; }

    /// <summary>The active decisions that end because the new one names their sign-ins. They end after it holds.</summary>
    public IReadOnlyList<SessionDecision> Included { get; init; } = [];

    /// <summary>The active decisions that the new one covers.</summary>
    public IReadOnlyList<SessionDecision> Covered { get; init; } = [];
}
