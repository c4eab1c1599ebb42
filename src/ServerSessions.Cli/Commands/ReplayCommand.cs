using System.CommandLine;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Parsing;
using ServerSessions.Cli.Replay;
using ServerSessions.Cli.Screen;

namespace ServerSessions.Cli.Commands;

/// <summary><c>sessions replay</c>: the figures of an access log.</summary>
internal sealed class ReplayCommand(CliConsole console)
{
    public static Command Create(CliConsole console)
    {
        var arguments = new ReplayArguments();
        var command = new CliCommand("replay", "Sessions, page views, paths, steps and alerts of access logs.")
        {
            About = """
                Reads access logs as one log, by time, and prints its sessions. A name that ends in .gz is decompressed; - is standard input.
                Lines that cannot be read are counted, and the first three are shown.
                """,
            ExitCodes = "0 done, 2 bad arguments or a file that is not there or broken.",
        };
        arguments.AddTo(command);
        command.SetAction(parse => new ReplayCommand(console).Run(arguments.Read(parse)));
        return command;
    }

    private int Run(ReplayOptions options)
    {
        var routes = options.RoutesFile is null ? null : Routes(options.RoutesFile);
        var geo = options.GeoFile is null ? null : Geo(options.GeoFile);
        using var alerts = Output(options.AlertsFile, "alert file");
        using var steps = Output(options.StepsFile, "step file");
        var started = console.Time.GetTimestamp();
        var (log, replay, report) = ProgressDisplay.Run(console, progress =>
        {
            var log = LogFiles.Read(options, console, progress);
            var replay = new LogReplay(log, options, routes, steps, geo);
            using var stage = progress.Stage("Replaying", log.Records.Count);
            return (log, replay, replay.Run(done => stage.Report(done)));
        });
        if (alerts is not null)
            AlertLines.Write(alerts, replay.Alerts);
        var elapsed = console.Time.GetElapsedTime(started).TotalSeconds;
        report = report with { ElapsedSeconds = elapsed, LinesPerSecond = elapsed > 0 ? log.Lines / elapsed : 0 };
        Print(report, replay.Alerts, log, options);
        return ExitCode.Done;
    }

    private void Print(ReplayReport report, IEnumerable<ReplayAlert> alerts, AccessLog log, ReplayOptions options)
    {
        ReplayText.WriteUnparsed(options.Json ? console.Error : console.Output, log.Unparsed);
        if (options.Json)
            console.Output.WriteLine(ReplayJson.Write(report));
        else
            ReplayText.Write(console.Report, report, alerts, options.Key == ReplayKey.Address ? "address" : "address and user agent", options.Timeout);
    }

    private static IGeoLocator Geo(string file)
    {
        try
        {
            return GeoFile.Open(file);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(exception.Message, exception);
        }
    }

    private static JsonLines? Output(string? file, string role)
    {
        try
        {
            return file is null ? null : new JsonLines(File.Create(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The {role} '{file}' cannot be written: {exception.Message}", exception);
        }
    }

    private static RouteTable Routes(string file)
    {
        try
        {
            return RouteFile.Read(file);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
