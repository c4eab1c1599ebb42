using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Simulation;

/// <summary>Size and settings of a simulation.</summary>
public sealed record SimulationOptions
{
    private const int SecondsPerCalmVisit = 6;
    private const int SeedsPerAttack = 3;

    /// <summary>Seed of the random numbers; the same seed gives the same visitors with the same decisions. 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Number of visits, 1 to 1,000,000; 60 by default. A visit of an office is one visit with many people.</summary>
    public int Visitors { get; init; } = 60;

    /// <summary>
    /// Duration, after which running visits are cut off; 60 s by default. Visits start within its first two thirds.
    /// <see cref="Timeout.InfiniteTimeSpan"/>: all visits start at once and run to their end.
    /// </summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Maximum number of concurrent visits, 1 to 10,000; 16 by default. Further ones wait.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Factor for people's think time, above 0 up to 10; 1 by default. Machines keep their own pace.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>Maximum duration of breaks (lunch, a night); 10 s by default, for simulations in real time.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Names of scenarios; "all" for every one. Empty by default: the scenarios with a weight above 0.</summary>
    public IReadOnlyCollection<string> Scenarios { get; init; } = [];

    /// <summary>Whether a dozen visitors start within the first second, for a demonstration. False by default.</summary>
    public bool QuickStart { get; init; }

    /// <summary>When a visit starts, by a random number from 0 to 1; null for any time of the first two thirds.</summary>
    internal Func<double, TimeSpan>? Rhythm { get; init; }

    /// <summary>Visits that come beside the others, at times of their own: the name of the scenario, and when it starts.</summary>
    internal IReadOnlyList<(string Scenario, TimeSpan Begins)> Planned { get; init; } = [];

    /// <summary>Attempts an hour of scenarios that keep a pace of their own to stay unseen, above 0; 30 by default.</summary>
    internal double AttemptsPerHour { get; init; } = 30;

    /// <summary>Returns options for a demonstration in real time: hurried visitors, and an attack within seconds.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="duration">The duration.</param>
    public static SimulationOptions Demo(int seed, TimeSpan duration) => new()
    {
        Seed = seed,
        Duration = duration,
        Visitors = Math.Max(24, (int)(duration.TotalSeconds / 4)),
        Concurrency = 24,
        Pace = 0.35,
        QuickStart = true,
        Planned =
        [
            ("impossible-navigation", TimeSpan.FromSeconds(1)),
            ("credential-stuffing", TimeSpan.FromSeconds(2)),
            ("scanner", TimeSpan.FromSeconds(3)),
        ],
    };

    /// <summary>Returns options for a demonstration that goes on: ordinary visitors at their own pace, and an attack with every third seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="duration">The duration.</param>
    public static SimulationOptions Calm(int seed, TimeSpan duration) => new()
    {
        Seed = seed,
        Duration = duration,
        Visitors = Math.Max(OrdinaryVisits.Honest.Count, (int)(duration.TotalSeconds / SecondsPerCalmVisit)),
        Scenarios = [.. OrdinaryVisits.Honest],
        Planned = seed % SeedsPerAttack != 0 ? [] : [(OrdinaryVisits.Attacks[seed / SeedsPerAttack % OrdinaryVisits.Attacks.Count], duration / 4)],
    };

    /// <summary>Returns options for one visit of the administrator, who looks at each page of the dashboard.</summary>
    /// <param name="duration">The duration, after which the visit is cut off.</param>
    public static SimulationOptions Administrator(TimeSpan duration) => new() { Visitors = 1, Scenarios = ["administrator"], Duration = duration, QuickStart = true };

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
