namespace ServerSessions.Insights.Courses;

/// <summary>How a group of people took one module. A number that would show fewer than five people, alone or by subtraction, is null.</summary>
internal sealed record ClassModule
{
    public required string Module { get; init; }

    /// <summary>People who opened it.</summary>
    public int? Opened { get; init; }

    /// <summary>People who did not open it, but a later one.</summary>
    public int? Skipped { get; init; }

    /// <summary>People who opened no later module and have not come back to the course for a week. The last module has none.</summary>
    public int? Stuck { get; init; }

    /// <summary>People who tried something three times without success, or sent the same request again and again.</summary>
    public int? HadTrouble { get; init; }

    /// <summary>Median think time of a person on it, in seconds; null with fewer than five people.</summary>
    public double? MedianSeconds { get; init; }

    /// <summary>The time that nine in ten people did not exceed, in seconds; null with fewer than twenty people.</summary>
    public double? P90Seconds { get; init; }

    /// <summary>Whether a number of it is withheld.</summary>
    public bool IsWithheld { get; init; }
}
