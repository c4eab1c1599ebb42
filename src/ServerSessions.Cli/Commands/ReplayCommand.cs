using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Replay;

namespace ServerSessions.Cli.Commands;

/// <summary><c>sessions replay</c>: the figures of an access log.</summary>
internal sealed class ReplayCommand : ICliCommand
{
    public string Name => "replay";

    public string Summary => "sessions, page views, paths, steps and alerts of access logs";

    public string Help => """
        sessions replay FILE... [options]

        Reads access logs as one log, by time, and prints its sessions. A name that ends in .gz is decompressed; - is standard input.
        Lines that cannot be read are counted, and the first three are shown.

          --format auto|combined|common|jsonl   what the lines are (auto: found for each file by its first line that reads)
          --key ip-ua|ip                        what makes a visitor: address and user agent, or the address; jsonl's session wins
          --timeout 30m                         a longer gap between two requests begins a new session (2s, 90s, 30m, 24h, 14d)
          --routes FILE                         lines METHOD /template/{id}: a step is its route, and what matches none is unmatched
                                                (constraints are not looked at); without it a step is method and path, and a 404 is unmatched
          --login PATH...                       a POST to these paths is an attempt to sign in
          --login-failure 401,403,429           statuses of an attempt that failed
          --login-failure-redirect PATH         or: it was redirected, and the visitor's next request, within 5 s, is a GET of PATH
          --account-field user                  whose account it is: the log's user field; jsonl's account wins
          --alerts OUT.jsonl                    one line an alert, in its final state
          --steps OUT.jsonl                     one line a step; a step repeated at once is one line with a count
          --geo FILE                            .mmdb, or .csv with ip,country,lat,lon: where addresses are, for D15 (impossible travel);
                                                the log's users then are its users, and a change of user ends a session
          --json                                one JSON object instead of the report
          --help                                this text

        Exit codes: 0 done, 2 bad arguments or a file that is not there or broken.

        """;

    public Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console)
    {
        var options = ReplayArguments.Parse(arguments);
        var routes = options.RoutesFile is null ? null : Routes(options.RoutesFile);
        var geo = options.GeoFile is null ? null : Geo(options.GeoFile);
        using var alerts = Output(options.AlertsFile, "alert file");
        using var steps = Output(options.StepsFile, "step file");
        var started = console.Time.GetTimestamp();
        var log = Read(options, console);
        var replay = new LogReplay(log, options, routes, steps, geo);
        var report = replay.Run();
        if (alerts is not null)
            AlertLines.Write(alerts, replay.Alerts);
        var elapsed = console.Time.GetElapsedTime(started).TotalSeconds;
        report = report with { ElapsedSeconds = elapsed, LinesPerSecond = elapsed > 0 ? log.Lines / elapsed : 0 };
        Print(report, replay.Alerts, log, options, console);
        return Task.FromResult(ExitCode.Done);
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

    private static AccessLog Read(ReplayOptions options, CliConsole console)
    {
        var log = new AccessLog(keyByAgent: options.Key == ReplayKey.AddressAndAgent);
        var reader = new AccessLogReader(log, options.Format);
        using var progress = new ReplayProgress(console, options.Files);
        foreach (var name in options.Files)
        {
            try
            {
                using var file = LogFile.Open(name, console.Input);
                reader.Read(file, position => progress.Show(position, log.Lines));
                progress.Pass(file.Position);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new UsageException($"The log '{name}' could not be read: {exception.Message}", exception);
            }
        }

        return log;
    }

    private static void Print(ReplayReport report, IEnumerable<ReplayAlert> alerts, AccessLog log, ReplayOptions options, CliConsole console)
    {
        ReplayText.WriteUnparsed(options.Json ? console.Error : console.Output, log.Unparsed);
        if (options.Json)
            console.Output.WriteLine(ReplayJson.Write(report));
        else
            ReplayText.Write(console.Output, report, alerts, options.Key == ReplayKey.Address ? "address" : "address and user agent", options.Timeout);
    }
}
