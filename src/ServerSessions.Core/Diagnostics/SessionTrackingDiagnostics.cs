namespace ServerSessions;

/// <summary>Names for listening to what session tracking measures of itself.</summary>
public static class SessionTrackingDiagnostics
{
    /// <summary>Name of the meter; its instruments are described in docs/operations.md.</summary>
    public const string MeterName = "ServerSessions";
}
