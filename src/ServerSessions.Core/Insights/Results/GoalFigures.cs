namespace ServerSessions.Insights;

/// <summary>One goal in figures.</summary>
public sealed record GoalFigures
{
    /// <summary>Name of the step or of the recorded event.</summary>
    public required string Goal { get; init; }

    /// <summary>
    /// Whether the application declares it as a goal; false for a recorded event with a value. The sessions behind a declared one are those with its step.
    /// </summary>
    public bool IsDeclared { get; init; }

    /// <summary>Number of times that it was reached.</summary>
    public long Times { get; init; }

    /// <summary>Number of sessions that reached it.</summary>
    public long Sessions { get; init; }

    /// <summary>Sessions ÷ all sessions of the range, 0 to 1; null when there are none.</summary>
    public double? Conversion { get; init; }

    /// <summary>Number of distinct signed-in users that reached it, by the pseudonyms of the range.</summary>
    public long Users { get; init; }

    /// <summary>Values that were recorded with it, by currency. Times without a value, or with one above 1,000,000,000, count in none.</summary>
    public IReadOnlyList<ValueFigures> Values { get; init; } = [];
}
