namespace ServerSessions.Insights;

/// <summary>Where the page of a step was clicked, as browsers report it. From the hours' rollups, which are kept for 90 days, or with a segment from journeys.</summary>
public sealed record ClickReport : InsightReport
{
    /// <summary>Steps with clicks, by the number of sessions.</summary>
    public IReadOnlyList<NamedCount> Steps { get; init; } = [];

    /// <summary>The step that the elements are of; null where nothing was clicked.</summary>
    public string? Step { get; init; }

    /// <summary>The device that the elements are of; null for all.</summary>
    public string? Device { get; init; }

    /// <summary>Devices of the step, by the number of sessions.</summary>
    public IReadOnlyList<NamedCount> Devices { get; init; } = [];

    /// <summary>Number of sessions with a click on the page.</summary>
    public long Sessions { get; init; }

    /// <summary>Number of clicks on the page.</summary>
    public long Clicks { get; init; }

    /// <summary>Elements, those with the most clicks first; at most 100.</summary>
    public IReadOnlyList<ClickedElement> Elements { get; init; } = [];
}
