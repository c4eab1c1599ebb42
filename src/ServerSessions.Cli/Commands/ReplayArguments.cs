using System.Globalization;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Replay;

namespace ServerSessions.Cli.Commands;

/// <summary>Reads and checks the arguments of <c>sessions replay</c>.</summary>
internal static class ReplayArguments
{
    /// <exception cref="UsageException">The arguments cannot be used.</exception>
    public static ReplayOptions Parse(IReadOnlyList<string> arguments)
    {
        var reader = new ArgumentReader(arguments);
        var files = new List<string>();
        var options = new ReplayOptions { Files = files };
        while (reader.Read())
        {
            if (reader.Option is null)
            {
                files.Add(LogName(reader.Operand, files));
                continue;
            }

            options = With(options, reader);
        }

        if (files.Count == 0)
            throw new UsageException("replay needs the name of a log, or - for standard input. 'sessions replay --help' says more.");
        return options;
    }

    private static ReplayOptions With(ReplayOptions options, ArgumentReader reader) => reader.Option switch
    {
        "--format" => options with { Format = Format(reader.Value("auto, combined, common or jsonl")) },
        "--key" => options with { Key = Key(reader.Value("ip-ua or ip")) },
        "--timeout" => options with { Timeout = DurationArgument.Parse("--timeout", reader.Value("a duration such as 30m")) },
        "--routes" => options with { RoutesFile = FileArgument.Readable(reader.Value("a file"), "route file") },
        "--login" => options with { LoginPaths = [.. options.LoginPaths, .. LoginPaths(reader)] },
        "--login-failure" => options with { LoginFailureStatuses = Statuses(reader.Value("status codes such as 401,403,429")) },
        "--login-failure-redirect" => options with { LoginFailureRedirect = UrlPath("--login-failure-redirect", reader.Value("a path")) },
        "--account-field" => options with { AccountField = AccountField(reader.Value("user")) },
        "--geo" => options with { GeoFile = GeoFile(reader.Value("a file")) },
        "--json" => options with { Json = true },
        "--alerts" => options with { AlertsFile = FileArgument.Writable(reader.Value("a file"), "alert file") },
        "--steps" => options with { StepsFile = FileArgument.Writable(reader.Value("a file"), "step file") },
        _ => throw new UsageException($"replay has no option {reader.Option}. 'sessions replay --help' lists them."),
    };

    private static string LogName(string name, List<string> earlier)
    {
        if (name != LogFile.StandardInput)
            return FileArgument.Readable(name, "log");
        return earlier.Contains(name) ? throw new UsageException("Standard input (-) can be read only once.") : name;
    }

    private static LogFormat Format(string text) => text switch
    {
        "auto" => LogFormat.Auto,
        "combined" => LogFormat.Combined,
        "common" => LogFormat.Common,
        "jsonl" => LogFormat.Jsonl,
        _ => throw new UsageException($"--format was given '{text}'. Expected auto, combined, common or jsonl."),
    };

    private static ReplayKey Key(string text) => text switch
    {
        "ip-ua" => ReplayKey.AddressAndAgent,
        "ip" => ReplayKey.Address,
        _ => throw new UsageException($"--key was given '{text}'. Expected ip-ua or ip."),
    };

    private static IEnumerable<string> LoginPaths(ArgumentReader reader) =>
        reader.Values("a path", value => value.StartsWith('/')).Select(LoginPath);

    // In "--login /login /var/log/access.log" the log would be taken for a path, and be missing from the figures.
    private static string LoginPath(string text) => File.Exists(text)
        ? throw new UsageException($"--login was given '{text}', which is a file. Name the logs before the options, or after --.")
        : UrlPath("--login", text);

    private static string UrlPath(string option, string text) => text.StartsWith('/')
        ? text
        : throw new UsageException($"{option} was given '{text}'. Expected a path that begins with '/'.");

    private static int[] Statuses(string text) => Array.ConvertAll(text.Split(','), part =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599
            ? status
            : throw new UsageException($"--login-failure was given '{part}'. Expected status codes from 100 to 599, as in 401,403,429."));

    private static string AccountField(string text) => text == "user"
        ? text
        : throw new UsageException($"--account-field was given '{text}'. Expected user.");

    private static string GeoFile(string text) =>
        text.EndsWith(".mmdb", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? FileArgument.Readable(text, "geo file")
            : throw new UsageException($"--geo was given '{text}'. Expected a file that ends in .mmdb or .csv (ip,country,lat,lon).");
}
