using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys;

/// <summary>The notices of an attack by an actor to the sessions that have evidence of it. Their journeys are then those of an attacker.</summary>
internal static class ActorNotices
{
    public static IEnumerable<Signal> Of(DetectionResult result)
    {
        if (result.Involved is not { } sessions)
            return [];
        var notice = SessionAlertNotice.Of(result.Alert);
        return sessions.Select(session => new Signal(ActorKind.Session, default, session, notice));
    }
}
