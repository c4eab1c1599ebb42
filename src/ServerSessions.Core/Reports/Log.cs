using Microsoft.Extensions.Logging;

namespace ServerSessions.Reports;

internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Warning, "Endpoints of session tracking stay closed. {Fault} Outside Development the application would not start.")]
    public static partial void AdminClosed(ILogger logger, string fault);

    [LoggerMessage(302, LogLevel.Warning, "Comparing figures with the thresholds of insight alerts failed; it is tried again within minutes.")]
    public static partial void ThresholdsFailed(ILogger logger, Exception exception);

    [LoggerMessage(301, LogLevel.Warning, "{Path} was answered with 503: {Reason}")]
    public static partial void AdminUnavailable(ILogger logger, string path, string reason);
}
