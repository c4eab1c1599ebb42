using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>How long a session lasts, and what it is worth: the one place where that is decided.</summary>
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
        if (live.EndsAt > 0 && e.Time >= live.EndsAt && !FollowsSignOut(live, e))
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
        live.EndsAt > 0 && now >= SignOutDue(live) ? CloseReason.SignOut
        : !Continues(live.LastActive, now, settings.IdleTimeout) ? CloseReason.Idle
        : CloseReason.Age;

    // The page that a sign-out leads to is what it did, and no visit of its own; neither is what a page sends by itself.
    private static bool FollowsSignOut(LiveSession live, in RequestEvent e)
    {
        var (since, landedAt) = live.Pending.LandingAfter(live.EndsAt);
        if (e.Time - since > StepFold.RedirectWindow)
            return false;
        var raw = RawStep.Of(e);
        return raw.IsPart || raw.Kind switch
        {
            // Redirects before it may arrive after it, from another node.
            StepKind.Page => (landedAt is null || e.Time < landedAt) && !raw.Is(EventFlags.SignedIn),
            StepKind.Api => !raw.Is(EventFlags.Navigation | EventFlags.SignedIn),
            var kind => kind == StepKind.Custom,
        };
    }

    private static long SignOutDue(LiveSession live) =>
        Math.Max(live.EndsAt + SignOutWait, live.Pending.LandingAfter(live.EndsAt).Since + StepFold.RedirectWindow + 1);

    /// <inheritdoc cref="LiveSession.IsProvisional"/>
    public static bool IsProvisional(LiveSession live) =>
        live.IsOpen && live.User.IsNone && live.KeyKind != KeyKind.Authenticated && !(live.HasFold && live.Fold.Requests > 0)
        && (live.Pending.Count == 0
            ? live.KeyKind == KeyKind.Daily || live is { IsNew: true, PassiveRequests: <= 1 }
            : live.PassiveRequests == 0 && live.Pending.OnlyRequest is { } only && (live.KeyKind == KeyKind.Daily || only.Is(EventFlags.FirstContact)) && !only.Is(EventFlags.SignedIn));

    /// <summary>What is lost with the session when not all can be kept.</summary>
    public static SessionWorth Worth(LiveSession live) => !live.IsOpen ? SessionWorth.Closed
        : !live.User.IsNone || live.KeyKind == KeyKind.Authenticated ? SessionWorth.SignedIn
        : live.IsProvisional ? SessionWorth.Provisional
        // One that may go on from a session that was given up is no older browser: else the second request of a flood would push out those who were here.
        : live is { KeyKind: KeyKind.Cookie, IsNew: false, Gaps: { HasGaps: false, IsLateStart: false, LacksFirst: false } } ? SessionWorth.Returning
        : SessionWorth.New;

    /// <summary>When an open session must be checked, or the rest of a closed one forgotten.</summary>
    public static long Due(LiveSession live, JourneySettings settings)
    {
        if (!live.IsOpen)
            return live is { Gaps.HasGaps: false, Links: { AskedBy.IsNone: false } asked } && live.Closed == default
                ? asked.AskedAt + settings.IdleTimeout.ToMicroseconds() + 1
                : live.ClosedAt + LiveSession.RestKept.ToMicroseconds();
        var due = live.LastActive + settings.IdleTimeout.ToMicroseconds() + 1;
        if (settings.MaxAge != long.MaxValue)
            due = Math.Min(due, live.Start + settings.MaxAge);
        if (live.EndsAt > 0)
            due = Math.Min(due, SignOutDue(live));
        if (live.Links is { FirstCallAt: > 0 } links)
            due = Math.Min(due, FirstCalls.Due(links));
        return live.Detection.NextWake is { } wake ? Math.Min(due, wake) : due;
    }
}
