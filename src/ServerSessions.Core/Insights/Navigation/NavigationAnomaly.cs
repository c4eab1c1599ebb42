namespace ServerSessions;

/// <summary>People move differently on a route than at this hour of other weeks.</summary>
public sealed record NavigationAnomaly
{
    /// <summary>The hour that decided.</summary>
    public required DateTimeOffset Hour { get; init; }
    /// <summary>The route; "(all routes)" for the whole site.</summary>
    public required string Route { get; init; }
    /// <summary>Sessions that came to it in this hour.</summary>
    public long Sessions { get; init; }
    /// <summary>What has changed.</summary>
    public IReadOnlyList<NavigationShift> Shifts { get; init; } = [];
    /// <summary>It in a sentence or two.</summary>
    public required string Reason { get; init; }
    /// <summary>The version of the application that ran at the end of that hour; null when none is known.</summary>
    public string? Version { get; init; }
    /// <summary>Since when that version runs.</summary>
    public DateTimeOffset? VersionSince { get; init; }
    /// <summary>Up to three sessions that show it.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
