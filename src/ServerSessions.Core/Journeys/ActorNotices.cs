using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys;

/// <summary>
/// The notices about an actor to the sessions that have evidence of it: of an attack, whose journeys are then those of an attacker, and of a flood of sessions, whose
/// journeys are then those of a tool.
/// </summary>
internal static class ActorNotices
{
    public static IEnumerable<Signal> Of(DetectionResult result)
    {
        var floods = result.Floods.Select(flood => new Signal(ActorKind.Session, default, default, FloodNotice.Of(result.Alert, flood)));
        if (result.Involved is not { } sessions)
            return floods;
        var notice = SessionAlertNotice.Of(result.Alert);
        return floods.Concat(sessions.Select(session => new Signal(ActorKind.Session, default, session, notice)));
    }
}
