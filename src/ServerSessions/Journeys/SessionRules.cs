namespace ServerSessions.Journeys;

/// <summary>When a request still belongs to the session before it: the one place where that is decided.</summary>
internal static class SessionRules
{
    /// <summary>A gap of exactly the timeout stays in the session. Times are Unix microseconds.</summary>
    public static bool Continues(long lastActiveMicroseconds, long timeMicroseconds, TimeSpan timeout) =>
        timeMicroseconds - lastActiveMicroseconds <= timeout.Ticks / TimeSpan.TicksPerMicrosecond;
}
