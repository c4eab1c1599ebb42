using System.CommandLine;
using System.Globalization;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Parsing;
using ServerSessions.Cli.Replay;

namespace ServerSessions.Cli.Commands;

/// <summary>The arguments of <c>sessions replay</c>: what they are, and how they are read.</summary>
internal sealed class ReplayArguments
{
    private const string Formats = "auto, combined, common, vhost, w3c, jsonl or alb";

    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "Access logs, read as one log; - is standard input." };

    private readonly ValueOption<LogFormat> _format = new("--format", "auto|combined|common|vhost|w3c|jsonl|alb", Formats,
        "What the lines are. auto: found for each file by its first line that is a request. combined and common: host names may stand for clients.", Format);

    private readonly ListOption<FieldMap> _map = new("--map", "NAME=FIELD,...", "names such as time=ts,ip=client.address",
        $"What JSON lines or #Fields call a field, before the known names; NAME is one of {string.Join(", ", FieldMap.Fields.Keys)}.", value => value.Contains('=', StringComparison.Ordinal), Map);

    private readonly ValueOption<ReplayKey> _key = new("--key", "ip-ua|ip", "ip-ua or ip",
        "What makes a visitor: address and user agent, or the address; jsonl's session wins. Default: ip-ua.", Key);

    private readonly ValueOption<TimeSpan> _timeout = new("--timeout", "30m", "a duration such as 30m",
        "A longer gap between two requests begins a new session (2s, 90s, 30m, 24h, 14d).", text => DurationArgument.Parse("--timeout", text));

    private readonly ValueOption<string> _routes = new("--routes", "FILE", "a file",
        "Lines METHOD /template/{id}: a step is its route, and what matches none is unmatched (constraints are not looked at). Without it a step is method and path, and a 404 is unmatched.",
        text => FileArgument.Readable(text, "route file"));

    private readonly ListOption<string> _logins = new("--login", "PATH", "a path",
        "A POST to these paths is an attempt to sign in.", value => value.StartsWith('/'), LoginPath);

    private readonly ValueOption<int[]> _loginFailures = new("--login-failure", "401,403,429", "status codes such as 401,403,429",
        "Statuses of an attempt that failed.", Statuses);

    private readonly ValueOption<string> _loginRedirect = new("--login-failure-redirect", "PATH", "a path",
        "Or: it was redirected, and the visitor's next request, within 5 s, is a GET of PATH.", text => UrlPath("--login-failure-redirect", text));

    private readonly ValueOption<string> _accountField = new("--account-field", "user", "user",
        "Whose account it is: the log's user field; jsonl's account wins.", AccountField);

    private readonly ValueOption<string> _alerts = new("--alerts", "OUT.jsonl", "a file",
        "One line an alert, in its final state.", text => FileArgument.Writable(text, "alert file"));

    private readonly ValueOption<string> _steps = new("--steps", "OUT.jsonl", "a file",
        "One line a step; a step repeated at once is one line with a count.", text => FileArgument.Writable(text, "step file"));

    private readonly ValueOption<string> _geo = new("--geo", "FILE", "a file",
        ".mmdb, or .csv with ip,country,lat,lon: where addresses are, for D15 (impossible travel); the log's users then are its users, and a change of user ends a session.", GeoFile);

    private readonly FlagOption _json = new("--json", "One JSON object instead of the report.");

    public void AddTo(Command command)
    {
        command.Arguments.Add(_files);
        foreach (var option in (Option[])[_format, _map, _key, _timeout, _routes, _logins, _loginFailures, _loginRedirect, _accountField, _alerts, _steps, _geo, _json])
            command.Options.Add(option);
        _format.CompletionSources.Add("auto", "combined", "common", "vhost", "w3c", "jsonl", "alb");
        _key.CompletionSources.Add("ip-ua", "ip");
        _accountField.CompletionSources.Add("user");
    }

    /// <exception cref="UsageException">The arguments cannot be used.</exception>
    public ReplayOptions Read(ParseResult parse)
    {
        var files = new List<string>();
        foreach (var name in (parse.GetValue(_files) ?? []).Concat(_logins.Operands(parse)).Concat(_map.Operands(parse)))
            files.Add(FileArgument.Once(name, "log", files));
        if (files.Count == 0)
            throw new UsageException("replay needs the name of a log, or - for standard input. 'sessions replay --help' says more.");
        return new ReplayOptions
        {
            Files = files,
            Format = _format.Or(parse, LogFormat.Auto),
            Map = new FieldMap([.. _map.Of(parse).SelectMany(map => map.Entries)]),
            Key = _key.Or(parse, ReplayKey.AddressAndAgent),
            Timeout = _timeout.Or(parse, ReplayOptions.DefaultTimeout),
            RoutesFile = parse.GetValue(_routes),
            LoginPaths = _logins.Of(parse),
            LoginFailureStatuses = _loginFailures.Or(parse, ReplayOptions.DefaultFailures),
            LoginFailureRedirect = parse.GetValue(_loginRedirect),
            AccountField = _accountField.Or(parse, "user"),
            GeoFile = parse.GetValue(_geo),
            Json = parse.GetValue(_json),
            AlertsFile = parse.GetValue(_alerts),
            StepsFile = parse.GetValue(_steps),
        };
    }

    private static LogFormat Format(string text) => text switch
    {
        "auto" => LogFormat.Auto,
        "combined" => LogFormat.Combined,
        "common" => LogFormat.Common,
        "vhost" => LogFormat.Vhost,
        "w3c" => LogFormat.W3C,
        "jsonl" => LogFormat.Jsonl,
        "alb" => LogFormat.Alb,
        _ => throw new UsageException($"--format was given '{text}'. Expected {Formats}."),
    };

    private static FieldMap Map(string text) => new([.. text.Split(',').Select(part =>
        part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && equals < part.Length - 1 && FieldMap.Fields.TryGetValue(part[..equals].Trim(), out var field)
            ? (field, part[(equals + 1)..].Trim())
            : throw new UsageException($"--map was given '{part}'. Expected NAME=FIELD, where NAME is one of {string.Join(", ", FieldMap.Fields.Keys)}."))]);

    private static ReplayKey Key(string text) => text switch
    {
        "ip-ua" => ReplayKey.AddressAndAgent,
        "ip" => ReplayKey.Address,
        _ => throw new UsageException($"--key was given '{text}'. Expected ip-ua or ip."),
    };

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
