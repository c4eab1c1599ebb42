using System.CommandLine;
using System.Globalization;
using ServerSessions.Cli.Parsing;
using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Cli.Commands;

/// <summary>The arguments of <c>sessions simulate</c>: what they are, and how they are read.</summary>
internal sealed class SimulateArguments
{
    private readonly ValueOption<Uri> _url = new("--url", "http://localhost:5000", "an address such as http://localhost:5000",
        "Where the sample shop listens; this machine only.", Address);

    private readonly FlagOption _inProcess = new("--in-process", "Without an application (default).");

    private readonly ListOption<string> _scenarios = new("--scenario", "NAME|all", "the name of a scenario, or all",
        "Which visitors come (in process: all; against a URL: the common ones).", _ => true, Known);

    private readonly ValueOption<int?> _visitors = new("--visitors", "N", "a number",
        "Visits (in process 500, against a URL 60); an office is one visit of many people.", text => Number("--visitors", text, 1, 1_000_000));

    private readonly ValueOption<int> _seed = new("--seed", "N", "a number", "The same seed gives the same visitors (1).", text => Number("--seed", text, 0, int.MaxValue));

    private readonly ValueOption<TimeSpan?> _duration = new("--duration", "60s", "a duration such as 60s",
        "Time over which they come (in process 14d of virtual time); against a URL it ends then.", text => Lasting(text));

    private readonly FlagOption _evasions = new("--evasions", "Instead: the pace at which attacks that are built to stay unseen do; minutes.");

    private readonly FlagOption _json = new("--json", "One JSON object instead of the report.");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_url, _inProcess, _scenarios, _visitors, _seed, _duration, _evasions, _json])
            command.Options.Add(option);
        _scenarios.CompletionSources.Add([.. ScenarioCatalogue.Named.Select(scenario => scenario.Name), ScenarioCatalogue.Everything]);
    }

    /// <exception cref="UsageException">The arguments cannot be used.</exception>
    public SimulateSettings Read(ParseResult parse)
    {
        var url = parse.GetValue(_url);
        if (url is not null && parse.GetValue(_inProcess))
            throw new UsageException("simulate was given both --url and --in-process. Leave one out.");
        var evasions = parse.GetValue(_evasions);
        if (evasions && (url is not null || parse.GetValue(_visitors) is not null || parse.GetValue(_duration) is not null || _scenarios.Of(parse).Count > 0))
            throw new UsageException("simulate --evasions runs attacks of its own in process. Leave --url, --visitors, --duration and --scenario out.");
        return new SimulateSettings(url, parse.GetValue(_json), _seed.Or(parse, 1), parse.GetValue(_visitors), parse.GetValue(_duration), _scenarios.Of(parse), evasions);
    }

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
                $"There is no scenario '{name}'. There are: {string.Join(", ", ScenarioCatalogue.Named.Select(scenario => scenario.Name))}, and all.");
        }
    }

    private static int Number(string option, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} was given '{text}'. Expected a whole number from {min} to {max}."));

    private static TimeSpan Lasting(string text) => DurationArgument.Parse("--duration", text) is { Ticks: > 0 } duration
        ? duration
        : throw new UsageException($"--duration was given '{text}'. Expected more than nothing.");
}
