using Microsoft.Extensions.Logging;

namespace ServerSessions.Privacy;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Pseudonyms of users, accounts and networks are made under the key \"{Key}\" from now on.")]
    public static partial void IdentityKey(ILogger logger, string key);

    [LoggerMessage(201, LogLevel.Warning, "The identity key could not be read from storage; until it can, pseudonyms of users, accounts and networks are made under the key \"{Key}\".")]
    public static partial void KeyHistoryNotRead(ILogger logger, string key, Exception exception);

    [LoggerMessage(202, LogLevel.Critical, "The keys of this node do not include the identity key of the storage. Until they do, this node makes pseudonyms of users, accounts and networks under its own key \"{Key}\", which differ from those of the other nodes.")]
    public static partial void UnrelatedKeys(ILogger logger, string key, Exception exception);
}
