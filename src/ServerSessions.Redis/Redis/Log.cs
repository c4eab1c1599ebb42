using Microsoft.Extensions.Logging;

namespace ServerSessions.Storage.Redis;

internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Warning, "The connection to Redis at {Endpoint} is lost ({Reason}). Requests continue; events wait in this process, and are dropped and counted when the queue is full.")]
    public static partial void ConnectionLost(ILogger logger, string endpoint, string reason);

    [LoggerMessage(401, LogLevel.Information, "All connections to Redis are back.")]
    public static partial void ConnectionRestored(ILogger logger);

    [LoggerMessage(402, LogLevel.Warning, "Redis on port {Port} runs with maxmemory-policy {Policy}: when memory runs out it deletes sessions, journeys and counters at will. Set maxmemory-policy noeviction.")]
    public static partial void Evicts(ILogger logger, string port, string policy);

    [LoggerMessage(403, LogLevel.Warning, "Redis on port {Port} has no append-only file: what it acknowledged since its last snapshot is lost when it crashes. Set appendonly yes and appendfsync everysec.")]
    public static partial void NotPersistent(ILogger logger, string port);

    [LoggerMessage(404, LogLevel.Warning, "Redis on port {Port} is version {Version}; 7.0 or later is expected. Older ones do not let a commit through when memory is full.")]
    public static partial void TooOld(ILogger logger, string port, string version);

    [LoggerMessage(405, LogLevel.Information, "The settings of Redis could not be read ({Reason}). Check that maxmemory-policy is noeviction and appendonly is yes.")]
    public static partial void SettingsUnknown(ILogger logger, string reason);

    [LoggerMessage(406, LogLevel.Information, "Redis does not notify processes of new events and decisions ({Reason}). Nothing is lost: processes poll instead, up to a quarter of a second later.")]
    public static partial void NoNotifications(ILogger logger, string reason);

    [LoggerMessage(407, LogLevel.Warning, "Redis cannot be used yet ({Servers}): {Reason} The application starts without it; events wait in this process, and are dropped and counted when the queue is full.")]
    public static partial void NotThere(ILogger logger, string servers, string reason);

    [LoggerMessage(408, LogLevel.Information, "The slots of the Redis cluster have new owners.")]
    public static partial void TopologyChanged(ILogger logger);

    [LoggerMessage(409, LogLevel.Information, "The owners of the Redis slots could not be queried ({Reason}). The next failing call starts a new query.")]
    public static partial void TopologyUnknown(ILogger logger, string reason);

    [LoggerMessage(410, LogLevel.Warning, "Redis cannot keep or give cached insight answers ({Reason}). Each node computes them itself until it can.")]
    public static partial void AnswersNotShared(ILogger logger, string reason);

    [LoggerMessage(411, LogLevel.Information, "Redis keeps and gives cached insight answers again.")]
    public static partial void AnswersShared(ILogger logger);

    [LoggerMessage(412, LogLevel.Warning, "Insight answers are not shared through Redis: the switch {Switch} is on, with which the framework's cache would close the connection to Redis.")]
    public static partial void AnswersWouldClose(ILogger logger, string @switch);
}
