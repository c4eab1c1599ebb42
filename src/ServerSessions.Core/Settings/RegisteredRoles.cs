namespace ServerSessions.Settings;

/// <summary>The roles that services were registered for.</summary>
/// <param name="Roles">The roles.</param>
/// <param name="Call">The method that registered them.</param>
internal sealed record RegisteredRoles(SessionTrackingRoles Roles, string Call);
