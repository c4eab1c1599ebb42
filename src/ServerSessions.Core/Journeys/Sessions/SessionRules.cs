using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>When a request still belongs to the session before it: the one place where that is decided.</summary>
internal static class SessionRules
{
    /// <summary>Microseconds for which requests that began before a sign-out are waited for.</summary>
    public const long SignOutWait = 2_000_000;

    /// <summary>A gap of exactly the timeout stays in the session. Times are Unix microseconds.</summary>
    public static bool Continues(long lastActiveMicroseconds, long timeMicroseconds, TimeSpan timeout) =>
        timeMicroseconds - lastActiveMicroseconds <= timeout.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Why the open session ends before an event; null when the event belongs to it.</summary>
    public static CloseReason? Ended(LiveSession live, in RequestEvent e, JourneySettings settings)
    {
        if (live.EndsAt > 0 && e.Time >= live.EndsAt)
            return CloseReason.SignOut;
        var idle = !Continues(live.LastActive, e.Time, settings.IdleTimeout);
        var aged = settings.MaxAge != long.MaxValue && e.Time - live.Start >= settings.MaxAge;
        // Whichever came first, as it would have been had time gone on in between.
        if (aged && (!idle || live.Start + settings.MaxAge <= live.LastActive + settings.IdleTimeout.ToMicroseconds()))
            return CloseReason.Age;
        return idle ? CloseReason.Idle
            : !e.User.IsNone && !live.User.IsNone && e.User != live.User ? CloseReason.UserChanged
            : null;
    }

    /// <summary>Why an open session that is due ends by time alone.</summary>
    public static CloseReason Elapsed(LiveSession live, long now, JourneySettings settings) =>
        live.EndsAt > 0 && now >= live.EndsAt + SignOutWait ? CloseReason.SignOut
        : !Continues(live.LastActive, now, settings.IdleTimeout) ? CloseReason.Idle
        : CloseReason.Age;
}
