using Microsoft.Extensions.Logging;

namespace ServerSessions.PersonalData;

internal static partial class Log
{
    [LoggerMessage(602, LogLevel.Error, "Running erasures cannot be taken on; it is tried again every few seconds.")]
    public static partial void ErasureNotTakenOn(ILogger logger, Exception exception);

    // Neither the id nor the pseudonym of the person: the log outlives the erasure.
    [LoggerMessage(603, LogLevel.Information, "Erasure {Erasure} of a {Subject} begins, by {Author}.")]
    public static partial void ErasureBegins(ILogger logger, string erasure, string subject, string author);

    [LoggerMessage(604, LogLevel.Information, "The data of a {Subject} were exported: {Records} records.")]
    public static partial void Exported(ILogger logger, string subject, long records);
}
