using Microsoft.Extensions.Logging;

namespace ServerSessions.Response;

internal static partial class Log
{
    // No reasons: people write them, and name people. They stand in the decision.
    [LoggerMessage(501, LogLevel.Information, "{Kind} {Decision} against session {Session}, until {Until:u}, by {Author}.")]
    public static partial void Decided(ILogger logger, ResponseKind kind, string decision, string? session, DateTimeOffset until, string author);

    [LoggerMessage(502, LogLevel.Information, "Decision {Decision} is {State}, by {Author}.")]
    public static partial void Ended(ILogger logger, string decision, DecisionState state, string author);

    [LoggerMessage(503, LogLevel.Warning, "What holds against sessions cannot be read from storage; this node goes on with what it knows.")]
    public static partial void FeedFailed(ILogger logger, Exception exception);

    [LoggerMessage(504, LogLevel.Information, "What holds against sessions is read again.")]
    public static partial void FeedRecovered(ILogger logger);

    [LoggerMessage(505, LogLevel.Error, "Rule {Rule} has decided more than {Most} responses within a minute: {Kind} is withheld. Look at the rule, or raise Responses.MostPerMinute.")]
    public static partial void Withheld(ILogger logger, int most, ResponseKind kind, string rule);

    [LoggerMessage(506, LogLevel.Information, "{Count} open requests were cut by decision.")]
    public static partial void Cut(ILogger logger, int count);

    [LoggerMessage(507, LogLevel.Warning, "The stored decision {Decision} cannot be read and is passed over.")]
    public static partial void Unreadable(ILogger logger, Exception exception, string decision);

    [LoggerMessage(508, LogLevel.Warning, "Looking at what shadowed sessions did next failed; it is tried again.")]
    public static partial void ShadowFailed(ILogger logger, Exception exception);

    [LoggerMessage(509, LogLevel.Critical, "Reading decisions has ended by a fault of session tracking; new ones do not reach this node until it is restarted.")]
    public static partial void FeedEnded(ILogger logger, Exception exception);

    [LoggerMessage(510, LogLevel.Error, "A decision ({Kind}, by {Author}) found no room: {Reason}")]
    public static partial void NoRoom(ILogger logger, ResponseKind kind, string author, string reason);

    [LoggerMessage(511, LogLevel.Warning, "{Count} decisions gave way to {Decision}, which is more important: as many hold as can.")]
    public static partial void GaveWay(ILogger logger, int count, string decision);

    [LoggerMessage(512, LogLevel.Warning, "That decisions found no room could not be told as an alert.")]
    public static partial void AlarmFailed(ILogger logger, Exception exception);
}
