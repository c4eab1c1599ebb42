namespace ServerSessions;

/// <summary>Names for listening to what session tracking measures of itself.</summary>
public static class SessionTrackingDiagnostics
{
    /// <summary>Name of the meter; its instruments are described in docs/operations.md.</summary>
    public const string MeterName = "ServerSessions";

    /// <summary>Name of the source of activities: commits of rolled events, and deliveries of alerts.</summary>
    public const string ActivitySourceName = "ServerSessions";
}
