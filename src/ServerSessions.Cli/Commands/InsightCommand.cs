using System.CommandLine;
using System.Globalization;
using ServerSessions.Cli.Insight;
using ServerSessions.Cli.Parsing;
using ServerSessions.Cli.Replay;
using ServerSessions.Cli.Screen;
using ServerSessions.Insights;
using ServerSessions.Journeys;

namespace ServerSessions.Cli.Commands;

/// <summary><c>sessions insight</c>: insights over exported steps, by the same folds as in the application.</summary>
internal sealed class InsightCommand(CliConsole console)
{
    public static Command Create(CliConsole console)
    {
        var arguments = new InsightArguments();
        var command = new CliCommand("insight", "Funnels, paths, friction, adoption, retention and trends of exported steps.")
        {
            About = """
                Reads lines of steps, as 'sessions replay --steps' and /export/steps.jsonl write them:
                { "session", "time", "step", "user"?, "outcome"?, "parameter"?, "serverMs"?, "dwellMs"?, "dwellSource"?, "field"?, "cause"?, "feature"?, "actor"? }
                Sessions may interleave, several files are one log, a file that is packed by gzip is unpacked; - is standard input.
                Lines that cannot be read are counted, and the first three are shown. What the figures mean: docs/insights.md.
                """,
            ExitCodes = "0 done, 2 bad arguments or a file that is not there.",
        };
        arguments.AddTo(command);
        command.SetAction(parse => new InsightCommand(console).Run(arguments.Read(parse)));
        return command;
    }

    private int Run(InsightOptions options)
    {
        var leftOut = new LeftOut();
        var (log, insight) = ProgressDisplay.Run(console, progress =>
        {
            var log = Read(options, progress);
            var settings = new JourneySettings(TimeSpan.FromMinutes(30), maxAge: null, options.Goals, options.Flows, options.Hubs);
            var journeys = new StepLogJourneys(log, settings);
            var insight = InsightKinds.Of(options, log, journeys);
            using var stage = progress.Stage("Adding up", log.Sessions.Count);
            var done = 0;
            foreach (var journey in journeys.InOrderOfSessions())
            {
                if (options.Segment.Includes(journey.Actor))
                    insight.Add(journey);
                else
                    leftOut.Add(journey.Actor);
                stage.Report(++done);
            }

            return (log, insight);
        });
        ReplayText.WriteUnparsed(options.Json ? console.Error : console.Output, log.Unparsed);
        if (leftOut.Counts() is { Count: > 0 } counts)
            (options.Json ? console.Error : console.Output).WriteLine($"Left out: {string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Count:#,0} {c.Name}")))}. --actor all counts every session.");
        insight.Write(console.Report, options.Json);
        return ExitCode.Done;
    }

    private StepLog Read(InsightOptions options, ProgressDisplay progress)
    {
        using var stage = progress.Stage("Reading", FileArgument.Length(options.Files));
        return StepLogReader.Read(options.Files, console.Input, done => stage.Report(done));
    }
}
