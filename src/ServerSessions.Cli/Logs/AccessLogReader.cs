
namespace ServerSessions.Cli.Logs;

/// <summary>Reads files, in the order given, into one log.</summary>
internal sealed class AccessLogReader(AccessLog log, LogFormat format)
{
    private const int LinesBetweenReports = 4096;

    /// <param name="file">The open file.</param>
    /// <param name="progress">Called now and then with the position in the file.</param>
    public void Read(LogFile file, Action<long>? progress = null)
    {
        var parser = Parser();
        var lines = new LogLineReader(file.Content);
        for (var number = 1L; lines.TryRead(out var line, out var tooLong); number++)
        {
            log.Lines++;
            if (!tooLong && parser.TryParse(line, log.Lines, out var record))
                log.Records.Add(record);
            else if (tooLong || !WhiteSpace.IsAll(line))
                log.Unparsed.Add(file.Name, number, line);
            if (number % LinesBetweenReports == 0)
                progress?.Invoke(file.Position);
        }
    }

    private ILineParser Parser() => format switch
    {
        LogFormat.Combined => Clf(withAgent: true),
        LogFormat.Common => Clf(withAgent: false),
        LogFormat.Jsonl => new JsonLineParser(log.Texts, log.Keys),
        _ => new AutoLineParser(Clf(withAgent: true), new JsonLineParser(log.Texts, log.Keys)),
    };

    private ClfLineParser Clf(bool withAgent) => new(log.Texts, log.Keys, withAgent);
}
