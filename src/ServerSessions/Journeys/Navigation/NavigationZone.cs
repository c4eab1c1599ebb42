namespace ServerSessions.Journeys.Navigation;

/// <summary>Whose clock the weeks of navigation go by.</summary>
internal sealed record NavigationZone(TimeZoneInfo Zone);
