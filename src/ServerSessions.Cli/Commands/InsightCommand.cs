using ServerSessions.Cli.Insight;
using ServerSessions.Cli.Replay;
using ServerSessions.Journeys;

namespace ServerSessions.Cli.Commands;

/// <summary><c>sessions insight</c>: what exported steps tell, by the same folds as in the application.</summary>
internal sealed class InsightCommand : ICliCommand
{
    public string Name => "insight";

    public string Summary => "funnels, paths, friction, adoption, retention and trends of exported steps";

    public string Help => """
        sessions insight overview|funnel|paths|friction|abandonment|adoption|retention|trends|latency|navigation|experiment FILE.jsonl... [options]

        Reads lines of steps, as 'sessions replay --steps' and /export/steps.jsonl write them:
        { "session", "time", "step", "user"?, "outcome"?, "parameter"?, "serverMs"?, "dwellMs"?, "dwellSource"?, "field"?, "cause"?, "feature"? }
        Sessions may interleave, several files are one log, a name that ends in .gz is decompressed; - is standard input.
        Lines that cannot be read are counted, and the first three are shown. What the figures mean: docs/insights.md.

          --steps NAME...                       funnel: its 2 to 20 steps; one that ends in ? may be left out
          --order sequential|strict|any         funnel: anything may lie between, nothing may, or any order
          --window 14d                          funnel: from the first step to the last; session: no limit within the unit
          --unit session|user                   funnel, experiment: what is counted; by user all sessions of a user are one way
          --from STEP                           paths: from the first visit of this step on
          --depth 5                             paths: so many transitions from there
          --backward                            paths: those that led to it instead
          --start STEP --return STEP            retention: what begins, and what counts as coming back (any step)
          --period day|week|month               retention: in what it is counted
          --flow NAME=STEP>STEP...              a declared flow: its last step completes it
          --feature NAME=STEP>STEP...           adoption: steps of a feature that the lines do not name
          --hub STEP...                         steps that people rightly come back to: no backtrack
          --goal STEP...                        steps that complete a session; experiment: its primary metrics
          --experiment NAME                     experiment: which, where lines name several ("variant"?: { "experiment": "B" })
          --json                                one JSON object instead of the report
          --help                                this text

        Exit codes: 0 done, 2 bad arguments or a file that is not there.

        """;

    public Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console)
    {
        var options = InsightArguments.Parse(arguments);
        var log = StepLogReader.Read(options.Files, console.Input);
        var settings = new JourneySettings(TimeSpan.FromMinutes(30), maxAge: null, options.Goals, options.Flows, options.Hubs);
        var journeys = new StepLogJourneys(log, settings);
        var insight = InsightKinds.Of(options, log, journeys);
        foreach (var journey in journeys.InOrderOfSessions())
            insight.Add(journey);
        ReplayText.WriteUnparsed(options.Json ? console.Error : console.Output, log.Unparsed);
        insight.Write(console.Output, options.Json);
        return Task.FromResult(ExitCode.Done);
    }
}
