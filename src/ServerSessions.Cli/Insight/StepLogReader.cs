using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Insight;

/// <summary>Reads files of steps, in the order given, into one log.</summary>
internal static class StepLogReader
{
    /// <exception cref="UsageException">A file cannot be read.</exception>
    public static StepLog Read(IReadOnlyList<string> files, Stream standardInput)
    {
        var log = new StepLog();
        var parser = new StepLineParser(log);
        foreach (var name in files)
        {
            try
            {
                using var file = LogFile.Open(name, standardInput);
                Read(log, parser, file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new UsageException($"The steps '{name}' could not be read: {exception.Message}", exception);
            }
        }

        return log;
    }

    private static void Read(StepLog log, StepLineParser parser, LogFile file)
    {
        var lines = new LogLineReader(file.Content);
        for (var number = 1L; lines.TryRead(out var line, out var tooLong); number++)
            if ((tooLong || !parser.TryAdd(line)) && (tooLong || !WhiteSpace.IsAll(line)))
                log.Unparsed.Add(file.Name, number, line);
    }
}
