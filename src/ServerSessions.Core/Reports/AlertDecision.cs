namespace ServerSessions;

/// <summary>What somebody decides about an alert.</summary>
public sealed record AlertDecision
{
    /// <summary>What is to be known of it.</summary>
    public required AlertState State { get; init; }

    /// <summary>Who decided; null when that is not known.</summary>
    public string? By { get; init; }

    /// <summary>Why, up to 500 characters; null when nobody says.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// For a false positive: how long the rule does not alert about this subject again, up to 366 days; 30 days by default, zero for not at all.
    /// </summary>
    public TimeSpan SuppressFor { get; init; } = TimeSpan.FromDays(30);
}
