namespace ServerSessions.Personalization.Nudges;

/// <summary>The nudges that a person was shown, the newest first, at most 64; and what the caps make of them.</summary>
/// <param name="Showings">The nudges.</param>
internal sealed record NudgeMemory(NudgeShowing[] Showings)
{
    public const int MaxShowings = 64;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static NudgeMemory Empty { get; } = new([]);

    /// <summary>
    /// Until when the person has withdrawn, Unix milliseconds; zero for never. No nudge is claimed until then, also by a node that the withdrawal has not reached.
    /// </summary>
    public long WithdrawnUntil { get; init; }

    /// <summary>Whether the person's consent and the caps allow a nudge now.</summary>
    /// <param name="nudge">The nudge.</param>
    /// <param name="options">The caps over all nudges.</param>
    /// <param name="now">The time.</param>
    /// <param name="session">Start of the session; what was shown since then counts as shown in it, on whatever device.</param>
    public bool Allows(Nudge nudge, NudgeOptions options, DateTimeOffset now, DateTimeOffset session)
    {
        if (now.ToUnixTimeMilliseconds() <= WithdrawnUntil)
            return false;
        var (inSession, inWeek) = (0, 0);
        foreach (var showing in Showings)
        {
            if (showing.At > Before(now, options.CoolDown))
                return false;
            if (showing.Nudge == nudge.Name && (showing.At > Before(now, nudge.Every) || showing.DismissedAt > Before(now, options.DismissedFor)))
                return false;
            inSession += showing.At >= session.ToUnixTimeMilliseconds() ? 1 : 0;
            inWeek += showing.At > Before(now, Week) ? 1 : 0;
        }

        return inSession < options.MaxPerSession && inWeek < options.MaxPerWeek;
    }

    public NudgeMemory With(NudgeShowing showing) => this with { Showings = [showing, .. Showings.Take(MaxShowings - 1)] };

    /// <summary>Ids of the alerts to the support.</summary>
    public IEnumerable<string> AlertIds() => Showings.Select(s => s.Alert).OfType<string>();

    /// <summary>The same without alerts.</summary>
    public NudgeMemory WithoutAlerts() => this with { Showings = [.. Showings.Select(s => s with { Alert = null })] };

    /// <summary>The same without a showing.</summary>
    public NudgeMemory Without(string id) => this with { Showings = [.. Showings.Where(s => s.Id != id)] };

    /// <summary>Nothing but the time until which no nudge is claimed.</summary>
    /// <param name="until">That time, Unix milliseconds.</param>
    public NudgeMemory Withdrawn(long until) => Empty with { WithdrawnUntil = Math.Max(WithdrawnUntil, until) };

    /// <summary>Null when there is no such showing, or it was dismissed before.</summary>
    public NudgeMemory? Dismissed(string id, DateTimeOffset now)
    {
        var at = Array.FindIndex(Showings, s => s.Id == id && !s.IsWithheld && s.DismissedAt == 0);
        return at < 0 ? null : this with { Showings = [.. Showings[..at], Showings[at] with { DismissedAt = now.ToUnixTimeMilliseconds() }, .. Showings[(at + 1)..]] };
    }

    private static long Before(DateTimeOffset now, TimeSpan span) => (now - span).ToUnixTimeMilliseconds();
}
