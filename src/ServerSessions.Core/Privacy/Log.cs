using Microsoft.Extensions.Logging;

namespace ServerSessions.Privacy;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Users, accounts and networks are named under the key \"{Key}\" from now on.")]
    public static partial void IdentityKey(ILogger logger, string key);

    [LoggerMessage(201, LogLevel.Warning, "Storage did not tell under which key users, accounts and networks are named; until it does it is \"{Key}\".")]
    public static partial void KeyHistoryNotRead(ILogger logger, string key, Exception exception);
}
