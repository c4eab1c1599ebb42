using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Insight;

/// <summary>Reads files of steps, in the order given, into one log.</summary>
internal static class StepLogReader
{
    private const int LinesBetweenReports = 4096;

    /// <param name="files">Names, or - for standard input.</param>
    /// <param name="standardInput">Its content.</param>
    /// <param name="progress">Called now and then with the bytes that were read.</param>
    /// <exception cref="UsageException">A file cannot be read.</exception>
    public static StepLog Read(IReadOnlyList<string> files, Stream standardInput, Action<long>? progress = null)
    {
        var log = new StepLog();
        var parser = new StepLineParser(log);
        var passed = 0L;
        foreach (var name in files)
        {
            try
            {
                using var file = LogFile.Open(name, standardInput);
                Read(log, parser, file, position => progress?.Invoke(passed + position));
                passed += file.Position;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new UsageException($"The steps '{name}' could not be read: {exception.Message}", exception);
            }
        }

        return log;
    }

    private static void Read(StepLog log, StepLineParser parser, LogFile file, Action<long> progress)
    {
        var lines = new LogLineReader(file.Content);
        for (var number = 1L; lines.TryRead(out var line, out var tooLong); number++)
        {
            if ((tooLong || !parser.TryAdd(line)) && (tooLong || !WhiteSpace.IsAll(line)))
                log.Unparsed.Add(file.Name, number, line);
            if (number % LinesBetweenReports == 0)
                progress(file.Position);
        }
    }
}
