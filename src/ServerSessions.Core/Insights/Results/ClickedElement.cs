namespace ServerSessions.Insights;

/// <summary>Clicks on one element of a step's page.</summary>
public sealed record ClickedElement
{
    /// <summary>Path of the element by tag names and positions, or the name in <c>data-ss</c> behind "@"; "(other)" for those above the limit of an hour.</summary>
    public required string Element { get; init; }

    /// <summary>Number of sessions that clicked it.</summary>
    public long Sessions { get; init; }

    /// <summary>Number of clicks, by the keyboard too.</summary>
    public long Clicks { get; init; }

    /// <summary>Share of the clicks on the page, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Number of runs of three or more clicks within 30 pixels and one second.</summary>
    public long RageClicks { get; init; }

    /// <summary>Number of clicks that led to nothing within 2.5 seconds.</summary>
    public long DeadClicks { get; init; }

    /// <summary>Cells with clicks, row by row; clicks by the keyboard have none.</summary>
    public IReadOnlyList<ClickedCell> Cells { get; init; } = [];
}
