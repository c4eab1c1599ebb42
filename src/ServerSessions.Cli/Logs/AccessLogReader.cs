using ServerSessions.Cli.Logs.Alb;
using ServerSessions.Cli.Logs.Clf;
using ServerSessions.Cli.Logs.Fields;
using ServerSessions.Cli.Logs.Json;
using ServerSessions.Cli.Logs.Prefixes;
using ServerSessions.Cli.Logs.W3C;

namespace ServerSessions.Cli.Logs;

/// <summary>Reads files, in the order given, into one log.</summary>
internal sealed class AccessLogReader(AccessLog log, LogFormat format, FieldMap map)
{
    private const int LinesBetweenReports = 4096;

    // Only in a named format can a host name be a client: otherwise it could be the site's own.
    private readonly LineTexts _texts = new(log.Texts, log.Keys, mayBeName: format is LogFormat.Combined or LogFormat.Common or LogFormat.Vhost);

    /// <param name="file">The open file.</param>
    /// <param name="progress">Called now and then with the position in the file.</param>
    public void Read(LogFile file, Action<long>? progress = null)
    {
        // Only in a format that was not named can a first address be the site's own: a virtual host.
        var pairs = new AddressPairs(mayBeHost: format is LogFormat.Auto);
        var auto = Parser(pairs);
        var undecided = new UnparsedLines();
        var lines = new LogLineReader(file.Content);
        log.Records.BeginFile();
        for (var number = 1L; lines.TryRead(out var line, out var tooLong); number++)
        {
            log.Lines++;
            // Joined files keep the byte-order mark of each.
            if (line.StartsWith("\uFEFF"u8))
                line = line[3..];
            var record = default(LogRecord);
            var kind = tooLong ? LineKind.Unreadable : auto.Parse(line, log.Lines, out record);
            if (kind == LineKind.Request)
            {
                log.Records.Add(record);
                log.Connections += record.HasConnection ? 1 : 0;
            }
            else if (kind == LineKind.Other)
                log.Others++;
            else if (tooLong || !WhiteSpace.IsAll(line))
                (kind == LineKind.Undecided ? undecided : log.Unparsed).Add(file.Name, number, line);
            if (number % LinesBetweenReports == 0)
                progress?.Invoke(file.Position);
        }

        var notes = new List<string>();
        log.Records.Settle(pairs.Clients(notes), log.Keys);
        foreach (var note in notes)
            log.Notes.Add($"{file.Name}: {note}");
        // Events of an application among which no request was found were lines of another kind of file.
        if (auto.IsDecided)
            log.Others += undecided.Count;
        else
            log.Unparsed.Add(undecided);
    }

    private AutoLineParser Parser(AddressPairs pairs) => format switch
    {
        LogFormat.Combined => Behind([new ClfLineParser(_texts, pairs, withAgent: true)]),
        LogFormat.Common => Behind([new ClfLineParser(_texts, pairs, withAgent: false)]),
        LogFormat.Vhost => Behind([new ClfLineParser(_texts, pairs, withAgent: true, hasHost: true)]),
        LogFormat.W3C => Behind([new W3CLineParser(_texts, map)]),
        LogFormat.Jsonl => Behind(Json()),
        LogFormat.Alb => Behind([new LoadBalancerLineParser(_texts)]),
        _ => Behind([new ClfLineParser(_texts, pairs, withAgent: true), .. Json(), new W3CLineParser(_texts, map), new LoadBalancerLineParser(_texts)]),
    };

    private static AutoLineParser Behind(IReadOnlyList<ILineParser> parsers) => new(parsers, [new SyslogPrefix(), new ContainerPrefix(), new DockerFilePrefix()]);

    private IReadOnlyList<ILineParser> Json() => [.. JsonProfiles.All(map).Select(profile => new JsonLineParser(_texts, profile))];
}
