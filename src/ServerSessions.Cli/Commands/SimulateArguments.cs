using System.Globalization;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Cli.Commands;

/// <summary>The command line of <c>sessions simulate</c>, checked.</summary>
internal sealed record SimulateArguments
{
    private const int InProcessVisitors = 1000;
    private static readonly TimeSpan InProcessDuration = TimeSpan.FromDays(14);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromDays(2);

    /// <summary>Null for in process.</summary>
    public Uri? Url { get; private init; }

    public bool Json { get; private init; }

    private bool InProcess { get; init; }

    private IReadOnlyList<string> Scenarios { get; init; } = [];

    private int? Visitors { get; init; }

    private int Seed { get; init; } = 1;

    private TimeSpan? Duration { get; init; }

    /// <summary>What the simulation is asked to do; defaults differ, because in process days pass in seconds.</summary>
    public SimulationOptions Options => Url is null
        ? new SimulationOptions
        {
            Seed = Seed,
            Visitors = Visitors ?? InProcessVisitors,
            Duration = Duration ?? InProcessDuration,
            Scenarios = Scenarios.Count == 0 ? [ScenarioCatalogue.Everything] : Scenarios,
            LongestPause = LongestBreak,
        }
        : new SimulationOptions { Seed = Seed, Visitors = Visitors ?? 60, Duration = Duration ?? TimeSpan.FromSeconds(60), Scenarios = Scenarios };

    /// <exception cref="UsageException">The arguments cannot be used.</exception>
    public static SimulateArguments Parse(IReadOnlyList<string> arguments)
    {
        var reader = new ArgumentReader(arguments);
        var given = new SimulateArguments();
        while (reader.Read())
            given = reader.Option is null
                ? throw new UsageException($"simulate was given '{reader.Operand}', and takes options only. 'sessions simulate --help' lists them.")
                : With(given, reader);
        if (given is { Url: not null, InProcess: true })
            throw new UsageException("simulate was given both --url and --in-process. Leave one out.");
        return given;
    }

    private static SimulateArguments With(SimulateArguments given, ArgumentReader reader) => reader.Option switch
    {
        "--url" => given with { Url = Address(reader.Value("an address such as http://localhost:5000")) },
        "--in-process" => given with { InProcess = true },
        "--scenario" => given with { Scenarios = [.. given.Scenarios, .. reader.Values("the name of a scenario, or all", _ => true).Select(Known)] },
        "--visitors" => given with { Visitors = Number("--visitors", reader.Value("a number"), 1, 1_000_000) },
        "--seed" => given with { Seed = Number("--seed", reader.Value("a number"), 0, int.MaxValue) },
        "--duration" => given with { Duration = Lasting(reader.Value("a duration such as 60s")) },
        "--json" => given with { Json = true },
        _ => throw new UsageException($"simulate has no option {reader.Option}. 'sessions simulate --help' lists them."),
    };

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url)
        ? url
        : throw new UsageException($"--url was given '{text}'. Expected an address on this machine such as http://localhost:5000.");

    private static string Known(string name)
    {
        try
        {
            ScenarioCatalogue.Choose([name]);
            return name;
        }
        catch (ArgumentException)
        {
            throw new UsageException(
                $"There is no scenario '{name}'. There are: {string.Join(", ", ScenarioCatalogue.All.Select(scenario => scenario.Name))}, and all.");
        }
    }

    private static int Number(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} was given '{text}'. Expected a whole number from {least} to {most}."));

    private static TimeSpan Lasting(string text) => DurationArgument.Parse("--duration", text) is { Ticks: > 0 } duration
        ? duration
        : throw new UsageException($"--duration was given '{text}'. Expected more than nothing.");
}
