using Microsoft.Extensions.Logging;

namespace ServerSessions.Places;

internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Warning, "The geo locator {Locator} failed; requests are recorded without what it knows. Said once.")]
    public static partial void LocatorFailed(ILogger logger, string locator, Exception exception);

    [LoggerMessage(401, LogLevel.Information, "{Rule} ({Name}) is blind: {Why}")]
    public static partial void RuleIsBlind(ILogger logger, string rule, string name, string why);
}
