using Microsoft.Extensions.Logging;

namespace ServerSessions.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Error, "{Part} of the application failed; session tracking continues without its result. Further failures are counted in serversessions.application.faults and are not logged.")]
    public static partial void PartFailed(ILogger logger, string part, Exception exception);

    [LoggerMessage(601, LogLevel.Error, "A call of {Part} of the application has not returned within {Seconds} s. It is switched off until this process restarts. Its partition continues from the last commit without it, and its thread is abandoned.")]
    public static partial void PartSwitchedOff(ILogger logger, string part, double seconds);

    [LoggerMessage(602, LogLevel.Error, "{Running} calls of {Part} of the application do not return. Requests continue without its result, each counted in serversessions.application.faults; one request calls it again in {Seconds} s. The requests that are inside it wait until it returns.")]
    public static partial void PartSkipped(ILogger logger, string part, int running, double seconds);
}
