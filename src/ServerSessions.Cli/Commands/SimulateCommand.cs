using System.CommandLine;
using ServerSessions.Cli.Parsing;
using ServerSessions.Cli.Screen;
using ServerSessions.Cli.Simulate;
using ServerSessions.Cli.Simulate.Evading;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios;
using ServerSessions.Simulation.Scenarios.Evasions;

namespace ServerSessions.Cli.Commands;

/// <summary><c>sessions simulate</c>: labelled visitors and attackers, to measure the rules or to fill an application with life.</summary>
internal sealed class SimulateCommand(CliConsole console)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public static Command Create(CliConsole console)
    {
        var arguments = new SimulateArguments();
        var command = new CliCommand("simulate", "Labelled visitors and attackers, and how well each rule distinguishes them.")
        {
            About = $"""
                Runs honest visitors and attackers whose truth is known. In process (the default) they visit a small model of the sample shop in
                virtual time, weeks in seconds, through the product's own fold and rules; the report says what each rule found and missed.
                Against a URL they send real requests to the sample shop on this machine in real time; what was found there is read at the
                application's admin endpoint, so those figures are unknown here.

                Scenarios: {string.Join(", ", ScenarioCatalogue.All.Select(scenario => scenario.Name))}.
                By name alone, attacks that are built to stay unseen: {string.Join(", ", EvasionCatalogue.All.Select(scenario => scenario.Name))}.
                """,
            ExitCodes = "0 done, 2 bad arguments.",
            TakesNoOperands = "takes options only",
        };
        arguments.AddTo(command);
        command.SetAction((parse, cancellationToken) => new SimulateCommand(console).RunAsync(arguments.Read(parse), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(SimulateSettings settings, CancellationToken cancellationToken)
    {
        var started = console.Time.GetTimestamp();
        if (settings.Evasions)
            return await EvadeAsync(settings, started);
        var report = settings.Url is null ? InProcess(settings.Options) : await AgainstAsync(settings.Url, settings.Options, cancellationToken);
        report = report with { ElapsedSeconds = console.Time.GetElapsedTime(started).TotalSeconds };
        if (settings.Json)
            await console.Output.WriteLineAsync(SimulateJson.Write(report));
        else
            SimulateText.Write(console.Report, report);
        return ExitCode.Done;
    }

    private async Task<int> EvadeAsync(SimulateSettings settings, long started)
    {
        var scores = ProgressDisplay.Run(console, progress =>
        {
            using var stage = progress.Stage("Evading", EvasionCatalogue.All.Count);
            var done = 0;
            return EvasionSearch.Run(settings.Seed, () => stage.Report(++done));
        });
        var report = new EvasionReport(settings.Seed, EvasionSearch.Paces, scores) { ElapsedSeconds = console.Time.GetElapsedTime(started).TotalSeconds };
        if (settings.Json)
            await console.Output.WriteLineAsync(SimulateJson.Write(report));
        else
            EvasionText.Write(console.Report, report);
        return ExitCode.Done;
    }

    private SimulateReport InProcess(SimulationOptions options) => ProgressDisplay.Run(console, progress =>
    {
        using var stage = progress.Stage("Simulating", options.Duration.TotalSeconds);
        return InProcessSimulation.Run(options, passed => stage.Report(passed.TotalSeconds));
    });

    private async Task<SimulateReport> AgainstAsync(Uri url, SimulationOptions options, CancellationToken cancellationToken)
    {
        using var simulation = Connect(url, options, console.Time);
        var ran = await ProgressDisplay.RunAsync(console, async progress =>
        {
            using var stage = progress.Stage("Visiting", options.Duration.TotalSeconds);
            var began = console.Time.GetTimestamp();
            var running = simulation.RunAsync(cancellationToken);
            while (console.ErrorIsTerminal && await Task.WhenAny(running, Task.Delay(Glance, console.Time, cancellationToken)) != running)
                stage.Report(console.Time.GetElapsedTime(began).TotalSeconds);
            return await running;
        });
        await console.Error.WriteLineAsync("sessions: only the requests that were sent are reported here; the application's admin endpoint has the findings.");
        foreach (var surprise in ran.Surprises.Take(3))
            await console.Error.WriteLineAsync($"sessions: {Logs.ShownText.Of(surprise, 200)}");
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
