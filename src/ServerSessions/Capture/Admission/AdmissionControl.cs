using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Model;

namespace ServerSessions.Capture.Admission;

/// <summary>
/// Decides at the end of a request whether its session may be recorded: whole new anonymous sessions are refused first, and what was
/// refused once stays refused. Sessions under way and people who are signed in stay, until storage takes nothing at all.
/// </summary>
internal sealed class AdmissionControl(Backpressure backpressure, FloodGate gate, ShedSessions shed, DroppedSessions gaps)
{
    /// <summary>Why the event is to be dropped; null when it may be recorded.</summary>
    public DropReason? Refuses(in RequestEvent e)
    {
        var isFirst = e.Is(EventFlags.FirstContact);
        if (!isFirst && !shed.Any && !backpressure.Any)
            return null;
        var isAnonymous = e.User.IsNone && e.KeyKind != KeyKind.Authenticated && !e.Is(EventFlags.SignedIn);
        if (shed.Any && !isFirst && Known(e, isAnonymous) is { } known)
            return known;
        if (backpressure.Any && backpressure.Sheds(e.Key, isAnonymous && (isFirst || e.KeyKind == KeyKind.Daily)) is var extent and not Shedding.Nothing)
        {
            if (extent == Shedding.Everything)
                gaps.Add(e.Key);
            else
                shed.Add(e.Key, DropReason.Backpressure);
            return DropReason.Backpressure;
        }

        if (!isFirst || !isAnonymous || !gate.Refuses(e.Network, e.Agent))
            return null;
        shed.Add(e.Key, DropReason.Flood);
        return DropReason.Flood;
    }

    private DropReason? Known(in RequestEvent e, bool isAnonymous)
    {
        if (isAnonymous)
            return shed.Find(e.Key);
        if (shed.Remove(e.Key))
            gaps.Add(e.Key);
        return null;
    }
}
