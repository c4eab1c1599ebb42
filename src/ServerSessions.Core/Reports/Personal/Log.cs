using Microsoft.Extensions.Logging;

namespace ServerSessions.Reports.Personal;

internal static partial class Log
{
    [LoggerMessage(680, LogLevel.Warning, "What a person has set on their own page cannot be read. It counts as nothing, and the next change replaces it.")]
    public static partial void PersonSettingsUnreadable(ILogger logger, Exception exception);
}
