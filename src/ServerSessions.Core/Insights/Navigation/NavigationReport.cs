namespace ServerSessions;

/// <summary>Changes in how people move through the site.</summary>
public sealed record NavigationReport
{
    /// <summary>From (inclusive, whole hours, UTC).</summary>
    public required DateTimeOffset From { get; init; }
    /// <summary>To (exclusive, whole hours, UTC).</summary>
    public required DateTimeOffset To { get; init; }
    /// <summary>What rule N1's findings lead to: switch it to Alert when a simulation over history tells only what you want to hear.</summary>
    public DetectionMode Mode { get; init; }
    /// <summary>Hours of the stretch that are packed; an hour is, about 45 minutes after its end.</summary>
    public int Hours { get; init; }
    /// <summary>Weeks that the last of these hours can be compared with: four are needed, six are used.</summary>
    public int Weeks { get; init; }
    /// <summary>Anomalies in all.</summary>
    public int Fired { get; init; }
    /// <summary>The first 200 of them, oldest first.</summary>
    public IReadOnlyList<NavigationAnomaly> Anomalies { get; init; } = [];
}
