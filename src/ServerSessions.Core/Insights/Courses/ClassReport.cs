namespace ServerSessions.Insights.Courses;

/// <summary>How a group of people took a course, in whole weeks that are over.</summary>
internal sealed record ClassReport
{
    public required string Course { get; init; }

    /// <summary>Start of the first week (a Monday), inclusive.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>End of the last week, exclusive.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>People who opened a module of it; null when they are fewer than five, and then nothing else is shown.</summary>
    public int? People { get; init; }

    /// <summary>Its modules in order; empty when they are fewer than five people.</summary>
    public IReadOnlyList<ClassModule> Modules { get; init; } = [];

    /// <summary>The module at which the most people are stuck; null for none.</summary>
    public string? StuckAt { get; init; }

    /// <summary>Another course that has a step in common with this one, so that nothing of either is shown; null for none.</summary>
    public string? SharesStepsWith { get; init; }

    /// <summary>False when the storage holds more journeys than one answer reads.</summary>
    public bool IsComplete { get; init; } = true;
}
