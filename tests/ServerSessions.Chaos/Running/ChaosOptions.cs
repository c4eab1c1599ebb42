namespace ServerSessions.Chaos.Running;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">Of the schedule of faults: the same seed gives the same faults at the same moments.</param>
/// <param name="Cluster">Against three primaries and three replicas instead of one server.</param>
/// <param name="Short">The form that the test command runs: the same faults, fewer of them.</param>
/// <param name="Sabotage">A fault that the harness itself commits, to see that it finds it: lose, double or reorder.</param>
/// <param name="Resp2">The client speaks the older protocol instead of RESP3.</param>
internal sealed record ChaosOptions(int Seed = 1, bool Cluster = false, bool Short = false, Sabotage Sabotage = Sabotage.None, bool Resp2 = false)
{
    /// <exception cref="ArgumentException">An argument is unknown; the message names it.</exception>
    public static ChaosOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new ChaosOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--cluster" => options with { Cluster = true },
                "--resp2" => options with { Resp2 = true },
                "--short" => options with { Short = true },
                "--seed" when i + 1 < args.Length && int.TryParse(args[i + 1], out var seed) => options with { Seed = seed },
                "--sabotage" when i + 1 < args.Length && Enum.TryParse<Sabotage>(args[i + 1], ignoreCase: true, out var sabotage) => options with { Sabotage = sabotage },
                _ => throw new ArgumentException($"\"{args[i]}\" is not understood here; expected --seed NUMBER, --cluster, --short, --resp2 or --sabotage lose|double|reorder."),
            };
            if (args[i] is "--seed" or "--sabotage")
                i++;
        }

        return options;
    }
}
