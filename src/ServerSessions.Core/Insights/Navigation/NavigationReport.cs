namespace ServerSessions.Insights;

/// <summary>Changes in how people move through the site.</summary>
public sealed record NavigationReport
{
    /// <summary>From (inclusive, whole hours, UTC).</summary>
    public required DateTimeOffset From { get; init; }
    /// <summary>To (exclusive, whole hours, UTC).</summary>
    public required DateTimeOffset To { get; init; }
    /// <summary>Mode of rule N1. Set it to Alert when a replay over history reports only changes that matter to you.</summary>
    public DetectionMode Mode { get; init; }
    /// <summary>
    /// Number of hours in the range that were compared: those with at least four weeks before them, that are packed, which happens about 45 minutes after the end of
    /// an hour.
    /// </summary>
    public int Hours { get; init; }
    /// <summary>Number of weeks with which the last of these hours can be compared: at least four are needed, at most six are used.</summary>
    public int Weeks { get; init; }
    /// <summary>Number of anomalies.</summary>
    public int Fired { get; init; }
    /// <summary>The first 200 of them, oldest first.</summary>
    public IReadOnlyList<NavigationAnomaly> Anomalies { get; init; } = [];
    /// <summary>Closed sessions of the range that are no person's and count in no anomaly, by their actor.</summary>
    public IReadOnlyList<NamedCount> LeftOut { get; init; } = [];
}
