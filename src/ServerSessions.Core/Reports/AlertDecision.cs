namespace ServerSessions.Reports;

/// <summary>A decision of a person about an alert.</summary>
public sealed record AlertDecision
{
    /// <summary>The new state of the alert.</summary>
    public required AlertState State { get; init; }

    /// <summary>Name of the person; null when unknown.</summary>
    public string? By { get; init; }

    /// <summary>The reason, up to 500 characters; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>For a false positive: how long the rule does not alert about this subject again; 30 days by default, at most 366 days, zero for no suppression.</summary>
    public TimeSpan SuppressFor { get; init; } = TimeSpan.FromDays(30);
}
