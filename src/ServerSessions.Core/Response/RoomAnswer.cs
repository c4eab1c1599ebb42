namespace ServerSessions.Response;

/// <summary>What <see cref="DecisionRoom"/> answers.</summary>
internal sealed record RoomAnswer
{
    /// <summary>The decision that the new one repeats; null when it is another.</summary>
    public SessionDecision? Same { get; init; }

    /// <summary>Why there is no room; null when there is.</summary>
    public string? Refusal { get; init; }

    /// <summary>What gives way because the table is full.</summary>
    public IReadOnlyList<SessionDecision> Displaced { get; init; } = [];

    /// <summary>What the new one holds in full.</summary>
    public IReadOnlyList<SessionDecision> Covered { get; init; } = [];
}
