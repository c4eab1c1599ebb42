using Microsoft.Extensions.Logging;

namespace ServerSessions.PersonalData;

internal static partial class Log
{
    [LoggerMessage(612, LogLevel.Error, "Running erasures cannot be taken on; it is tried again every few seconds.")]
    public static partial void ErasureNotTakenOn(ILogger logger, Exception exception);

    // Neither the id nor the pseudonym of the person: the log outlives the erasure.
    [LoggerMessage(603, LogLevel.Information, "Erasure {Erasure} of a {Subject} begins, by {Author}.")]
    public static partial void ErasureBegins(ILogger logger, string erasure, string subject, string author);

    [LoggerMessage(609, LogLevel.Information, "Erasure {Erasure} was cancelled while it waited, by {Author}.")]
    public static partial void ErasureCancelled(ILogger logger, string erasure, string author);

    [LoggerMessage(605, LogLevel.Debug, "{Records} records were older than their retention and are deleted.")]
    public static partial void Expired(ILogger logger, long records);

    [LoggerMessage(606, LogLevel.Warning, "Records that are older than their retention cannot be deleted; it is tried again within minutes.")]
    public static partial void RetentionFailed(ILogger logger, Exception exception);

    [LoggerMessage(604, LogLevel.Information, "The data of a {Subject} were exported: {Records} records.")]
    public static partial void Exported(ILogger logger, string subject, long records);
}
