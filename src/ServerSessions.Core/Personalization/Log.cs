using Microsoft.Extensions.Logging;

namespace ServerSessions.Personalization;

internal static partial class Log
{
    [LoggerMessage(640, LogLevel.Warning, "Transitions could not be read, so likely next steps stay as they were. Trying again.")]
    public static partial void TransitionsFailed(ILogger logger, Exception exception);

    [LoggerMessage(641, LogLevel.Warning, "A journey could not be read inside a request: {Fault}. For {Seconds} s, requests get what this process has seen.")]
    public static partial void ReadsPaused(ILogger logger, string fault, double seconds);

    [LoggerMessage(644, LogLevel.Warning, "The nudge {Nudge} was not sent to support, because too many alerts wait.")]
    public static partial void SupportAlertLost(ILogger logger, string nudge);

    [LoggerMessage(645, LogLevel.Warning, "The nudge {Nudge} could not be sent to support.")]
    public static partial void SupportAlertFailed(ILogger logger, string nudge, Exception exception);

    [LoggerMessage(643, LogLevel.Warning, "A nudge could not be claimed inside a request: {Fault}. For {Seconds} s, none is shown.")]
    public static partial void ClaimsPaused(ILogger logger, string fault, double seconds);

    [LoggerMessage(642, LogLevel.Warning, "Old memories of people could not be deleted. Trying again.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);
}
