namespace ServerSessions.Insights;

/// <summary>Adoption of a feature: how many users found it, and how many kept using it.</summary>
public sealed record FeatureAdoption
{
    /// <summary>The feature.</summary>
    public required string Feature { get; init; }

    /// <summary>Number of active users who were allowed to use it: the denominator. The four states below add up to it.</summary>
    public long Users { get; init; }

    /// <summary>Number of these users who were refused at least once. Users who were only ever refused are not among the allowed.</summary>
    public long Denied { get; init; }

    /// <summary>Number of allowed users who never used it.</summary>
    public long Unaware { get; init; }

    /// <summary>Number of users who used it on one or two of the last 28 days.</summary>
    public long Tried { get; init; }

    /// <summary>Number of users who used it on at least three of the last 28 days.</summary>
    public long Adopted { get; init; }

    /// <summary>Number of users who used it before, and on none of the last 28 days.</summary>
    public long Lapsed { get; init; }

    /// <summary>Users who ever used it ÷ users allowed; null when none were allowed.</summary>
    public double? Share { get; init; }

    /// <summary>Seconds from a user's first step to the first use.</summary>
    public Percentiles TimeToFirstUseSeconds { get; init; } = new(null, null);
}
