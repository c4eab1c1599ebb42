using Microsoft.Extensions.Logging;

namespace ServerSessions.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Error, "{Part} of the application failed; session tracking goes on without its answer. Further failures are counted in serversessions.application.faults and are not logged.")]
    public static partial void PartFailed(ILogger logger, string part, Exception exception);
}
