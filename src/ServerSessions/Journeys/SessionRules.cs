namespace ServerSessions.Journeys;

/// <summary>Where one session ends and the next begins: the one decision that the live fold and the replay of a log share.</summary>
internal static class SessionRules
{
    /// <summary>
    /// Whether an active request still belongs to the session whose last active request is given, both in Unix microseconds.
    /// A gap of exactly the timeout stays in the session.
    /// </summary>
    public static bool Continues(long lastActiveMicroseconds, long timeMicroseconds, TimeSpan timeout) =>
        timeMicroseconds - lastActiveMicroseconds <= timeout.Ticks / TimeSpan.TicksPerMicrosecond;
}
