using ServerSessions.Journeys.Sessions;
using ServerSessions.Model.Erasing;

namespace ServerSessions.Journeys.Erasing;

/// <summary>Decides which live sessions are a person's, and takes the person out of those that are not.</summary>
internal static class ErasedSessions
{
    /// <summary>Whether the session, or what is left of it, is the person's. A session without a sign-in is the person's where its browser is.</summary>
    public static bool IsOf(LiveSession live, PersonTraces traces) =>
        traces.Has(live.User) || traces.Has(live.AuthSession) || traces.Has(live.Id) || (!live.IsOpen && traces.Has(live.Closed)) || (live.User.IsNone && traces.Has(live.Key));

    /// <summary>Removes references to the person from the session of another one.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Clean(LiveSession live, PersonTraces traces)
    {
        var isChanged = CleanLinks(live.Links, traces);
        if (traces.Has(live.Closed))
        {
            live.Closed = default;
            isChanged = true;
        }

        if (!live.HasFindings)
            return isChanged;
        for (var i = 0; i < live.Findings.Count; i++)
            if (ErasedAlerts.Without(live.Findings[i], traces) is var left && !ReferenceEquals(left, live.Findings[i]))
            {
                live.Findings[i] = left;
                isChanged = true;
            }

        return isChanged;
    }

    private static bool CleanLinks(KeyLinks? links, PersonTraces traces)
    {
        if (links is null || !(traces.Has(links.Before) || traces.Has(links.Asked) || traces.Has(links.HandedTo) || traces.Has(links.AskedBy)))
            return false;
        links.Before = Kept(links.Before);
        links.Asked = Kept(links.Asked);
        links.HandedTo = Kept(links.HandedTo);
        links.AskedBy = Kept(links.AskedBy);
        return true;

        Pseudonym Kept(Pseudonym key) => traces.Has(key) ? default : key;
    }
}
