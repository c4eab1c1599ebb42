namespace ServerSessions.Simulation;

/// <summary>How much is simulated, and how.</summary>
public sealed record SimulationOptions
{
    /// <summary>The same seed makes the same visitors with the same decisions; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Visits to run, 1 to 1,000,000; 60 by default. A visit of an office is one visit of many people.</summary>
    public int Visitors { get; init; } = 60;

    /// <summary>
    /// When the simulation ends, also in the middle of visits; 60 s by default. Visits begin within its first two thirds.
    /// <see cref="Timeout.InfiniteTimeSpan"/>: visits begin at once and all come to their end.
    /// </summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Visits under way at once, 1 to 10,000; 16 by default. More wait for their turn.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>What people's thinking time is multiplied with, more than 0 to 10; 1 by default. Machines keep their own pace.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>Where breaks (lunch, a night) end at the latest; 10 s by default, for simulations in real time.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Names of scenarios; "all" for every one. Empty by default: those that are common enough to run unasked.</summary>
    public IReadOnlyCollection<string> Scenarios { get; init; } = [];

    /// <summary>Whether a dozen visitors and the first attacks begin in the first seconds, for somebody who is watching.</summary>
    public bool QuickStart { get; init; }

    /// <summary>For a demonstration in real time: hurried visitors, and an attack within seconds.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="duration">How long it runs.</param>
    public static SimulationOptions Demo(int seed, TimeSpan duration) => new()
    {
        Seed = seed,
        Duration = duration,
        Visitors = Math.Max(24, (int)(duration.TotalSeconds / 2)),
        Concurrency = 24,
        Pace = 0.35,
        QuickStart = true,
    };

    /// <summary>How much larger than the smallest site this one is: 1 up to 500 visitors.</summary>
    internal double Size => Math.Max(1, Visitors / 500.0);

    internal void Check()
    {
        Require(Visitors is >= 1 and <= 1_000_000, nameof(Visitors), Visitors, "1 to 1,000,000");
        Require(Concurrency is >= 1 and <= 10_000, nameof(Concurrency), Concurrency, "1 to 10,000");
        Require(Pace is > 0 and <= 10, nameof(Pace), Pace, "more than 0, at most 10");
        Require(Duration == Timeout.InfiniteTimeSpan || Duration > TimeSpan.Zero, nameof(Duration), Duration, "more than 0");
        Require(LongestPause >= TimeSpan.Zero, nameof(LongestPause), LongestPause, "0 or more");
    }

    private static void Require(bool holds, string name, object given, string expected)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, given, $"Expected {expected}.");
    }
}
