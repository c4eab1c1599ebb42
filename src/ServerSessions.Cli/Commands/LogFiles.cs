using System.Globalization;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Replay;
using ServerSessions.Cli.Screen;

namespace ServerSessions.Cli.Commands;

/// <summary>Reads the files of <c>sessions replay</c> into one log, and shows how far it is.</summary>
internal static class LogFiles
{
    /// <exception cref="UsageException">A file cannot be read.</exception>
    public static AccessLog Read(ReplayOptions options, CliConsole console, ProgressDisplay progress)
    {
        var log = new AccessLog(keyByAgent: options.Key == ReplayKey.AddressAndAgent);
        var reader = new AccessLogReader(log, options.Format, options.Map);
        using var stage = progress.Stage("Reading", FileArgument.Length(options.Files));
        var passed = 0L;
        foreach (var name in options.Files)
        {
            var before = log.Lines;
            try
            {
                using var file = LogFile.Open(name, console.Input);
                reader.Read(file, position => stage.Report(passed + position, string.Create(CultureInfo.InvariantCulture, $"{log.Lines:#,0} lines")));
                passed += file.Position;
            }
            catch (InvalidDataException exception) when (log.Lines > before)
            {
                throw new UsageException(
                    string.Create(CultureInfo.InvariantCulture, $"The log '{name}' is packed by gzip and is damaged or not whole: {exception.Message} {log.Lines - before:#,0} lines were read until there. ")
                    + $"No figures are shown, because they would miss the rest. To replay what is there, unpack it first: gzip -dc '{name}' > part.log", exception);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new UsageException($"The log '{name}' could not be read: {exception.Message}", exception);
            }
        }

        return log;
    }
}
