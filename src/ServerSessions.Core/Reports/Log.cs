using Microsoft.Extensions.Logging;

namespace ServerSessions.Reports;

internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Warning, "The session reports are closed. {Fault} Outside Development the application would not start.")]
    public static partial void AdminClosed(ILogger logger, string fault);

    [LoggerMessage(301, LogLevel.Warning, "{Path} was answered with 503: {Reason}")]
    public static partial void AdminUnavailable(ILogger logger, string path, string reason);
}
