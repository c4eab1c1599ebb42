using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Model;

namespace ServerSessions.Capture.Admission;

/// <summary>
/// Decides at the end of a request whether its session may be recorded: whole new anonymous sessions are refused first, and what was
/// refused once stays refused. Sessions under way and people who are signed in stay, until storage takes nothing at all.
/// </summary>
internal sealed class AdmissionControl(Backpressure backpressure, FloodGate gate, ShedSessions shed, DroppedSessions gaps, CurrentCatalog catalog)
{
    /// <summary>Why the event is to be dropped; null when it may be recorded.</summary>
    /// <param name="e">The event.</param>
    /// <param name="made">The minute in which its cookie was made; 0 for another key.</param>
    public DropReason? Refuses(in RequestEvent e, int made)
    {
        var isFirst = e.Is(EventFlags.FirstContact);
        if (!isFirst && !shed.Any && !backpressure.Any)
            return null;
        var isAnonymous = e.User.IsNone && e.KeyKind != KeyKind.Authenticated && !e.Is(EventFlags.SignedIn);
        if (shed.Any && !isFirst && isAnonymous && shed.Find(e.Key, Reached(e)) is { } known)
            return known;
        if (backpressure.Any && backpressure.Sheds(e.Key, isAnonymous && (isFirst || e.KeyKind == KeyKind.Daily)) is var extent and not Shedding.Nothing)
        {
            if (extent == Shedding.Everything)
                gaps.Add(e.Key);
            else
                shed.Add(e.Key, new ShedSession(DropReason.Backpressure, made, Reached(e) is { } first ? [first] : null));
            return DropReason.Backpressure;
        }

        if (!isFirst || !isAnonymous || !gate.Refuses(e.Network, e.Agent))
            return null;
        shed.Add(e.Key, new ShedSession(DropReason.Flood, made, Reached(e) is { } step ? [step] : null));
        return DropReason.Flood;
    }

    /// <summary>The application recorded an event in a request that was refused.</summary>
    public void NoteRefused(in RequestEvent custom)
    {
        if (Reached(custom) is { } step)
            shed.Find(custom.Key, step);
    }

    /// <summary>The event with what its session lost by shedding: exactly where that is remembered, else that its first request may be missing.</summary>
    /// <inheritdoc cref="Refuses"/>
    public RequestEvent WithLost(in RequestEvent e, int made)
    {
        var now = CookieMinute.Of(e.Time);
        if (e.Is(EventFlags.FirstContact) || !(made == 0 ? shed.Any : shed.Minutes.MayLackFirst(made, now)))
            return e;
        var lost = shed.Take(e.Key);
        if (lost is null && made == 0)
            return e;
        // A key without a minute may be of a session under way.
        var isUnknown = made == 0 || lost is { HasMore: true } || (lost is null && shed.Minutes.MayLackMore(made, now));
        return e with
        {
            Flags = e.Flags | (isUnknown ? EventFlags.Gap : EventFlags.LateStart),
            Detail = lost is { } known ? (e.Detail ?? new EventDetail()) with { ReachedBefore = known.Reached ?? [] } : e.Detail,
        };
    }

    private string? Reached(in RequestEvent e) => e.Outcome is Outcome.Ok or Outcome.Redirected && catalog.Catalog.IsRequired(e.Step) ? e.Step : null;
}
