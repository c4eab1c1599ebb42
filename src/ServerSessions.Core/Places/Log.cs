using Microsoft.Extensions.Logging;

namespace ServerSessions.Places;

internal static partial class Log
{
    [LoggerMessage(160, LogLevel.Information, "{Rule} ({Name}) is blind: {Why}")]
    public static partial void RuleIsBlind(ILogger logger, string rule, string name, string why);
}
