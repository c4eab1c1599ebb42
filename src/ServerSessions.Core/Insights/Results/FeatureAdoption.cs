namespace ServerSessions;

/// <summary>Who found a feature, and who kept it.</summary>
public sealed record FeatureAdoption
{
    /// <summary>The feature.</summary>
    public required string Feature { get; init; }

    /// <summary>Active users who were allowed to use it: the denominator. The four states below add up to it.</summary>
    public long Users { get; init; }

    /// <summary>Of these, users who were refused at it at least once. Users who never got further than that are not among the allowed.</summary>
    public long Denied { get; init; }

    /// <summary>Allowed users who never used it.</summary>
    public long Unaware { get; init; }

    /// <summary>Users on one or two of the last 28 days.</summary>
    public long Tried { get; init; }

    /// <summary>Users on at least three of the last 28 days.</summary>
    public long Adopted { get; init; }

    /// <summary>Users once, on none of the last 28 days.</summary>
    public long Lapsed { get; init; }

    /// <summary>Users who ever used it ÷ users allowed; null when nobody was.</summary>
    public double? Share { get; init; }

    /// <summary>Seconds from a user's first step to the first use.</summary>
    public Percentiles TimeToFirstUseSeconds { get; init; } = new(null, null);
}
