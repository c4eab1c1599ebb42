namespace ServerSessions.Journeys;

/// <summary>Evidence for a session that was closed before it came.</summary>
/// <param name="Session">The session.</param>
/// <param name="Finding">A finding that counts against it; null where there is an alert.</param>
/// <param name="Alert">An alert about an actor with evidence in it; null where there is a finding.</param>
internal readonly record struct LateEvidence(SessionId Session, Finding? Finding, SessionAlert? Alert);
