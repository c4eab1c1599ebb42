namespace ServerSessions;

/// <summary>Names of the meter and the activity source of session tracking.</summary>
public static class SessionTrackingDiagnostics
{
    /// <summary>Name of the meter; its instruments are described in docs/operations.md.</summary>
    public const string MeterName = "ServerSessions";

    /// <summary>Name of the activity source: commits of processed events, and deliveries of alerts.</summary>
    public const string ActivitySourceName = "ServerSessions";
}
