namespace ServerSessions.Hosting;

/// <summary>The roles that services were registered for.</summary>
internal sealed record RegisteredRoles(SessionTrackingRoles Roles);
