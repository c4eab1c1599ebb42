using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Requests;

/// <summary>How much of everything the request benchmark does.</summary>
internal sealed record RequestPlan
{
    public const int PacedPerSecond = 9_000;

    /// <summary>Times that both processes are started anew: how a process happens to be laid out is part of the spread.</summary>
    public required int Starts { get; init; }

    /// <summary>Pairs of runs with each start.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs of runs for each of the peers.</summary>
    public required int PeerPairs { get; init; }

    public required int Visitors { get; init; }
    /// <summary>Each of the two loads before anything is measured.</summary>
    public required TimeSpan WarmUp { get; init; }
    public required TimeSpan Run { get; init; }
    public required TimeSpan ShortRun { get; init; }

    public static RequestPlan For(BenchmarkOptions options) => options.IsQuick
        ? new RequestPlan
        {
            Starts = 1,
            Pairs = 3,
            PeerPairs = 1,
            Visitors = options.Visitors,
            WarmUp = TimeSpan.FromSeconds(1),
            Run = TimeSpan.FromSeconds(1),
            ShortRun = TimeSpan.FromSeconds(1),
        }
        : new RequestPlan
        {
            Starts = 3,
            Pairs = 4,
            PeerPairs = 3,
            Visitors = options.Visitors,
            // The runtime compiles hot methods again in the background, and while every processor is busy that takes this long.
            WarmUp = TimeSpan.FromSeconds(15),
            Run = TimeSpan.FromSeconds(4),
            ShortRun = TimeSpan.FromSeconds(2),
        };
}
