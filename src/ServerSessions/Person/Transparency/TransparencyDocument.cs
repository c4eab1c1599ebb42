namespace ServerSessions;

/// <summary>What is tracked, why, on which basis, for how long and who sees it, as the application is configured at this moment.</summary>
public sealed record TransparencyDocument
{
    /// <summary>Who is responsible; null when the operator has not stated it.</summary>
    public string? Controller { get; init; }
    /// <summary>How to reach the operator; null when it is not stated.</summary>
    public string? Contact { get; init; }
    /// <summary>The profile.</summary>
    public required TrackingProfile Profile { get; init; }
    /// <summary>How visitors are recognised.</summary>
    public required TrackingMode Mode { get; init; }
    /// <summary>The purposes.</summary>
    public required IReadOnlyList<TransparencyPurpose> Purposes { get; init; }
    /// <summary>What is kept for them.</summary>
    public required IReadOnlyList<TransparencyItem> Collected { get; init; }
    /// <summary>What is kept for security alone.</summary>
    public required IReadOnlyList<TransparencyItem> ForSecurity { get; init; }
    /// <summary>Cookies.</summary>
    public required IReadOnlyList<TransparencyCookie> Cookies { get; init; }
    /// <summary>Who sees the data.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }
    /// <summary>What the data has been used to improve.</summary>
    public required IReadOnlyList<TransparencyUse> UsedFor { get; init; }
    /// <summary>Rules that decide about a person by themselves.</summary>
    public required IReadOnlyList<TransparencyRule> Rules { get; init; }
    /// <summary>How to object to such a decision; null when it is not stated.</summary>
    public string? Objection { get; init; }
    /// <summary>With <see cref="TrackingProfile.AudienceOnly"/>, the conditions of the exemptions for audience measurement; otherwise empty.</summary>
    public IReadOnlyList<TransparencyCondition> Conditions { get; init; } = [];
    /// <summary>That this document is no legal advice.</summary>
    public required string Notice { get; init; }
}
