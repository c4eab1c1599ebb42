namespace ServerSessions.Insights;

/// <summary>A funnel: ordered steps, of which a report counts how many sessions or users reach each one.</summary>
public sealed record FunnelDefinition
{
    /// <summary>Minimum and maximum number of steps.</summary>
    public const int LeastSteps = 2, MaxSteps = 20;

    /// <summary>Name of the funnel, such as "checkout"; an ad hoc funnel needs none.</summary>
    public string Name { get; init; } = "";

    /// <summary>2 to 20 names of steps. A step that ends in "?" is optional; the first and the last step cannot be optional.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Order of the steps; sequential by default.</summary>
    public FunnelOrder Order { get; init; }

    /// <summary>Unit of the funnel; sessions by default.</summary>
    public FunnelUnit Unit { get; init; }

    /// <summary>
    /// Maximum time from the first step to the last; 14 days by default. Every later first step is a new attempt, and the attempt that leads farthest
    /// counts. Null: within the session (for users: all their sessions).
    /// </summary>
    public TimeSpan? Window { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Steps that end a running attempt when they come between two steps of the funnel. Empty by default.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>All that changes what it counts, in a text.</summary>
    internal string Shape => $"{Order} {Unit} {Window} {string.Join('\u001f', Steps)} {string.Join('\u001f', Excluded)}";

    /// <summary>The error of the definition; null when there is none.</summary>
    internal string? Fault =>
        Steps.Count is < LeastSteps or > MaxSteps ? $"A funnel has {LeastSteps} to {MaxSteps} steps; {Steps.Count} were given."
        : Steps.Any(s => s.TrimEnd('?').Length == 0) ? "A step of the funnel has no name."
        : Steps[0].EndsWith('?') || Steps[^1].EndsWith('?') ? "The first and the last step of a funnel cannot be optional."
        : Order == FunnelOrder.Any && Steps.Any(s => s.EndsWith('?')) ? "In any order no step is optional: a unit that took i of the steps is counted at step i."
        : Steps.Any(s => Excluded.Contains(s.TrimEnd('?'))) ? "A step of the funnel is excluded by it as well."
        : Window <= TimeSpan.Zero ? $"The funnel's window is {Window}; expected more than nothing."
        : null;
}
