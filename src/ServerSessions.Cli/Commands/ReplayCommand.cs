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
                Reads access logs as one log, by time, and prints its sessions. What a file is shows by its content: combined and common format (with a
                virtual host or forwarded addresses in front, behind prefixes of syslog and containers), W3C extended format (IIS, ASP.NET Core, CloudFront),
                JSON lines (Caddy, Traefik, nginx, Cloudflare, Serilog, ASP.NET Core; others by --map), AWS load balancers; gzip, UTF-8 and UTF-16.
                Lines that cannot be read are counted, and the first three are shown. docs/public-logs.md has the formats.
                """,
            ExitCodes = "0 done, 2 bad arguments, a file that is not there, broken or cut off, or a log of which fewer than half of the lines can be read.",
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
        var (log, replay, report) = ProgressDisplay.Run<(AccessLog, LogReplay?, ReplayReport?)>(console, progress =>
        {
            var log = LogFiles.Read(options, console, progress);
            if (log.IsUnknown)
                return (log, null, null);
            var replay = new LogReplay(log, options, routes, steps, geo);
            using var stage = progress.Stage("Replaying", log.Records.Count);
            return (log, replay, replay.Run(done => stage.Report(done)));
        });
        if (replay is null || report is null)
            return Refuse(log, options);
        if (alerts is not null)
            AlertLines.Write(alerts, replay.Alerts);
        var elapsed = console.Time.GetElapsedTime(started).TotalSeconds;
        report = report with { ElapsedSeconds = elapsed, LinesPerSecond = elapsed > 0 ? log.Lines / elapsed : 0 };
        foreach (var note in LogNotes.Of(log))
            console.Error.WriteLine($"sessions: {note}");
        Print(report, replay.Alerts, log, options);
        return ExitCode.Done;
    }

    private int Refuse(AccessLog log, ReplayOptions options)
    {
        foreach (var sentence in UnknownLines.Advice(log, options.Format, options.Map))
            console.Error.WriteLine($"sessions: {sentence}");
        ReplayText.WriteUnparsed(console.Error, log.Unparsed);
        return ExitCode.BadInput;
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
