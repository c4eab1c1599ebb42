using ServerSessions.Cli.Simulate;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Cli.Commands;

/// <summary><c>sessions simulate</c>: labelled visitors and attackers, to measure the rules or to fill an application with life.</summary>
internal sealed class SimulateCommand : ICliCommand
{
    public string Name => "simulate";

    public string Summary => "labelled visitors and attackers, and how well each rule tells them apart";

    public string Help => $"""
        sessions simulate [--url URL | --in-process] [options]

        Runs honest visitors and attackers whose truth is known. In process (the default) they visit a small model of the sample shop in
        virtual time, weeks in seconds, through the product's own fold and rules; the report says what each rule found and missed.
        Against a URL they send real requests to the sample shop on this machine in real time; what was found there is read at the
        application's admin endpoint, so those figures are unknown here.

          --url http://localhost:5000   where the sample shop listens; this machine only
          --in-process                  without an application
          --scenario NAME...|all        who comes (in process: all; against a URL: the common ones)
          --visitors N                  visits (in process 1000, against a URL 60); an office is one visit of many people
          --seed N                      the same seed gives the same visitors (1)
          --duration 60s                time over which they come (in process 14d of virtual time); against a URL it ends then
          --json                        one JSON object instead of the report
          --help                        this text

        Scenarios: {string.Join(", ", ScenarioCatalogue.All.Select(scenario => scenario.Name))}.

        Exit codes: 0 done, 2 bad arguments.

        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console)
    {
        var given = SimulateArguments.Parse(arguments);
        var started = console.Time.GetTimestamp();
        var report = given.Url is null ? InProcessSimulation.Run(given.Options) : await AgainstAsync(given.Url, given.Options, console);
        report = report with { ElapsedSeconds = console.Time.GetElapsedTime(started).TotalSeconds };
        if (given.Json)
            await console.Output.WriteLineAsync(SimulateJson.Write(report));
        else
            SimulateText.Write(console.Output, report);
        return ExitCode.Done;
    }

    private static async Task<SimulateReport> AgainstAsync(Uri url, SimulationOptions options, CliConsole console)
    {
        using var simulation = Connect(url, options, console.Time);
        var ran = await simulation.RunAsync();
        await console.Error.WriteLineAsync("sessions: what was found is told by the application's admin endpoint; from here only what was sent is known.");
        foreach (var surprise in ran.Surprises.Take(3))
            await console.Error.WriteLineAsync($"sessions: {Replay.ShownText.Of(surprise, 200)}");
        return UrlReport.Of(ran);
    }

    private static SimulationRunner Connect(Uri url, SimulationOptions options, TimeProvider time)
    {
        try
        {
            return SimulationRunner.Against(url, options, time);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
