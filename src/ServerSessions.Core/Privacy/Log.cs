using Microsoft.Extensions.Logging;

namespace ServerSessions.Privacy;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Pseudonyms of users, accounts and networks are made under the key \"{Key}\" from now on.")]
    public static partial void IdentityKey(ILogger logger, string key);

    [LoggerMessage(201, LogLevel.Warning, "The identity key could not be read from storage; until it can, pseudonyms of users, accounts and networks are made under the key \"{Key}\".")]
    public static partial void KeyHistoryNotRead(ILogger logger, string key, Exception exception);

    [LoggerMessage(202, LogLevel.Critical, "The keys of this node are unrelated to the one that the storage is used with; until that changes, this node makes pseudonyms of users, accounts and networks under its key \"{Key}\", apart from the other nodes.")]
    public static partial void UnrelatedKeys(ILogger logger, string key, Exception exception);
}
