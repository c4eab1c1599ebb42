using Microsoft.Extensions.Logging;

namespace ServerSessions.Response;

internal static partial class Log
{
    // The log omits reasons: they can name people. The decision has them.
    [LoggerMessage(501, LogLevel.Information, "{Kind} {Decision} against session {Session}, until {Until:u}, by {Author}.")]
    public static partial void Decided(ILogger logger, ResponseKind kind, string decision, string? session, DateTimeOffset until, string author);

    [LoggerMessage(502, LogLevel.Information, "Decision {Decision} is {State}, by {Author}.")]
    public static partial void Ended(ILogger logger, string decision, DecisionState state, string author);

    [LoggerMessage(503, LogLevel.Warning, "Active decisions cannot be read from storage; this node continues with those that it has.")]
    public static partial void FeedFailed(ILogger logger, Exception exception);

    [LoggerMessage(504, LogLevel.Information, "Active decisions can be read again.")]
    public static partial void FeedRecovered(ILogger logger);

    [LoggerMessage(505, LogLevel.Error, "Rule {Rule} has decided more than {Max} responses within a minute: {Kind} is withheld. Check the rule, or raise Responses.MaxPerMinute.")]
    public static partial void Withheld(ILogger logger, int max, ResponseKind kind, string rule);

    [LoggerMessage(506, LogLevel.Information, "Decisions aborted {Count} open requests.")]
    public static partial void Cut(ILogger logger, int count);

    [LoggerMessage(507, LogLevel.Warning, "The stored decision {Decision} cannot be read and is skipped.")]
    public static partial void Unreadable(ILogger logger, Exception exception, string decision);

    [LoggerMessage(508, LogLevel.Warning, "Evaluating responses in mode Shadow failed; the next try follows.")]
    public static partial void ShadowFailed(ILogger logger, Exception exception);

    [LoggerMessage(509, LogLevel.Critical, "Reading decisions has stopped because of an error in session tracking; new decisions do not reach this node until it is restarted.")]
    public static partial void FeedEnded(ILogger logger, Exception exception);

    [LoggerMessage(510, LogLevel.Error, "A decision ({Kind}, by {Author}) exceeds the limits: {Reason}")]
    public static partial void NoRoom(ILogger logger, ResponseKind kind, string author, string reason);

    [LoggerMessage(511, LogLevel.Warning, "{Decision} displaced {Count} less important decisions, because the maximum number is active.")]
    public static partial void GaveWay(ILogger logger, int count, string decision);

    [LoggerMessage(512, LogLevel.Warning, "The alert that decisions exceed the limits could not be raised.")]
    public static partial void AlarmFailed(ILogger logger, Exception exception);

    [LoggerMessage(513, LogLevel.Warning, "{Kind} for a finding of rule {Rule} cannot be carried out: session {Session} has closed and no journey of it is stored, so nothing shows which browser it was.")]
    public static partial void Unidentified(ILogger logger, ResponseKind kind, string rule, string session);

    [LoggerMessage(514, LogLevel.Warning, "{Kind} for a finding of rule {Rule} cannot be carried out: the client of session {Session} cannot be distinguished from others, because it shows neither a cookie of session tracking nor a sign-in with an id.")]
    public static partial void Indistinct(ILogger logger, ResponseKind kind, string rule, string session);
}
