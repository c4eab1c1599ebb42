namespace ServerSessions.Insights;

/// <summary>People move differently on a route than at this hour of other weeks.</summary>
public sealed record NavigationAnomaly
{
    /// <summary>The hour of the decision.</summary>
    public required DateTimeOffset Hour { get; init; }
    /// <summary>The route; "(all routes)" for the whole site.</summary>
    public required string Route { get; init; }
    /// <summary>Number of sessions that came to it in this hour.</summary>
    public long Sessions { get; init; }
    /// <summary>The changes.</summary>
    public IReadOnlyList<NavigationShift> Shifts { get; init; } = [];
    /// <summary>The anomaly in one or two sentences.</summary>
    public required string Reason { get; init; }
    /// <summary>Version of the application that ran at the end of that hour; null when unknown.</summary>
    public string? Version { get; init; }
    /// <summary>Time since which that version runs; null when unknown.</summary>
    public DateTimeOffset? VersionSince { get; init; }
    /// <summary>Up to three sessions as examples.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
