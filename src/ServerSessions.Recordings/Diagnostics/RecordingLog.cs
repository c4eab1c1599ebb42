using Microsoft.Extensions.Logging;

namespace ServerSessions.Recordings.Diagnostics;

/// <summary>What recordings log. Event ids 720 to 739.</summary>
internal static partial class RecordingLog
{
    [LoggerMessage(720, LogLevel.Information, "The recording {Recording} ended at a limit: {Limit}.")]
    public static partial void Cut(ILogger logger, string recording, string limit);

    [LoggerMessage(721, LogLevel.Warning, "A chunk of a recording could not be stored; the recording has a gap.")]
    public static partial void NotStored(ILogger logger, Exception exception);

    [LoggerMessage(722, LogLevel.Information, "{Expired} recordings were deleted after their retention, and {AboveQuota} because all recordings together were above the quota.")]
    public static partial void Deleted(ILogger logger, int expired, int aboveQuota);

    [LoggerMessage(723, LogLevel.Warning, "Recordings could not be checked against retention and quota; trying again in a minute.")]
    public static partial void NotKept(ILogger logger, Exception exception);

    [LoggerMessage(724, LogLevel.Information, "{Actor} viewed the recording of the session {Session}.")]
    public static partial void Viewed(ILogger logger, string actor, string session);

    [LoggerMessage(725, LogLevel.Information, "{Erased} recordings were erased, because the consent to recording was withdrawn.")]
    public static partial void Withdrawn(ILogger logger, int erased);

    [LoggerMessage(726, LogLevel.Warning, "Files of {Recordings} recordings without a key were deleted: something had kept them from being deleted with the key.")]
    public static partial void OrphansDeleted(ILogger logger, int recordings);
}
