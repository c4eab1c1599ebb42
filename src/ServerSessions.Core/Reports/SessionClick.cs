using System.Text.Json.Serialization;

namespace ServerSessions.Reports;

/// <summary>Clicks of a session on one place of a step's page, as the browser reported them.</summary>
public sealed record SessionClick
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Path of the element by tag names and positions, or the name in <c>data-ss</c> behind "@"; "(other)" for those above the limit.</summary>
    public required string Element { get; init; }

    /// <summary>Column of a grid of 10 × 10 over the element, 0 to 9; null for a click by the keyboard.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Column { get; init; }

    /// <summary>Row of the grid, 0 to 9; null for a click by the keyboard.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Row { get; init; }

    /// <summary>"click", or a mark beside clicks: "rage" or "dead".</summary>
    public required string Kind { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; init; }
}
