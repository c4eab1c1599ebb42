namespace ServerSessions;

/// <summary>A funnel: steps that people take one after another, and how many come how far.</summary>
public sealed record FunnelDefinition
{
    /// <summary>The least and the most steps.</summary>
    public const int LeastSteps = 2, MostSteps = 20;

    /// <summary>"checkout"; an ad-hoc funnel needs none.</summary>
    public string Name { get; init; } = "";

    /// <summary>2 to 20 names of steps. One that ends in "?" is optional: it is counted and may be left out; the first and the last may not.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Sequential by default.</summary>
    public FunnelOrder Order { get; init; }

    /// <summary>Sessions by default.</summary>
    public FunnelUnit Unit { get; init; }

    /// <summary>
    /// From the first step to the last; 14 days by default. Every later first step is a new beginning, and the one that leads farthest
    /// counts. Null: the session (of users: all their sessions).
    /// </summary>
    public TimeSpan? Window { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Steps after which a way does not go on: who takes one between two steps of the funnel has left it.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>All that changes what it counts, in a text.</summary>
    internal string Shape => $"{Order} {Unit} {Window} {string.Join('\u001f', Steps)} {string.Join('\u001f', Excluded)}";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal string? Fault =>
        Steps.Count is < LeastSteps or > MostSteps ? $"A funnel has {LeastSteps} to {MostSteps} steps; {Steps.Count} were given."
        : Steps.Any(s => s.TrimEnd('?').Length == 0) ? "A step of the funnel has no name."
        : Steps[0].EndsWith('?') || Steps[^1].EndsWith('?') ? "The first and the last step of a funnel cannot be optional."
        : Order == FunnelOrder.Any && Steps.Any(s => s.EndsWith('?')) ? "In any order no step is optional: who did i of them is counted at i."
        : Steps.Any(s => Excluded.Contains(s.TrimEnd('?'))) ? "A step of the funnel is excluded by it as well."
        : Window <= TimeSpan.Zero ? $"The funnel's window is {Window}; expected more than nothing."
        : null;
}
