using ServerSessions.Detection;
using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>How a session came to a change of state, for the endpoint's rules: they see no session.</summary>
internal static class PageTrail
{
    private const int MaxCame = 16;

    /// <summary>The news of an event, with the pages that came before where it changes something.</summary>
    public static SignalNews? With(SignalNews? news, LiveSession live, in RequestEvent e) =>
        e.Verb.IsSafe() ? news : (news ?? new SignalNews()) with { Came = Before(live, e) };

    // The newest pages that were shown before this request, and what redirected it here with its body; at the end LearnedPredecessors.Complete when these are
    // all that this browser ever saw.
    private static string[] Before(LiveSession live, in RequestEvent e)
    {
        var pages = new List<string>();
        for (var i = live.Pending.Count - 1; i >= 0 && pages.Count < MaxCame; i--)
            if (live.Pending.Steps[i] is var raw && raw.Time < e.Time && !pages.Contains(raw.Name)
                && ((raw.Is(EventFlags.Page) && raw.Outcome is Outcome.Ok) || (raw.Status is 307 or 308 && !raw.Verb.IsSafe())))
                pages.Add(raw.Name);
        if (live is { IsNew: true, Gaps.HasGaps: false, HasOlder: false, Passive: 0 } && pages.Count < MaxCame)
            pages.Add(LearnedPredecessors.Complete);
        return [.. pages];
    }
}
