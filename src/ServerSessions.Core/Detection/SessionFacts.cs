using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>What a rule can read of the session of an event; nothing for an actor's event, which is read apart from its session.</summary>
internal readonly struct SessionFacts(ISessionView? live)
{
    public bool HasGaps => live?.HasGaps ?? false;

    public bool FollowsGaps => live?.FollowsGaps ?? false;

    public bool MayLackFirst => live?.MayLackFirst ?? false;

    /// <summary>Requests so far, including this one and passive ones; 0 where there is no session.</summary>
    public int Requests => live?.Requests ?? 0;

    /// <summary>Signals to actors were checked before.</summary>
    public bool IsPresenceNews => live?.IsPresenceNews ?? true;

    public ISessionView? Live => live;

    public bool Reached(string step, DateTimeOffset until) => live?.Reached(step, until.ToMicroseconds()) ?? false;

    public bool ReachedBefore(string step) => live?.ReachedBefore(step) ?? false;

    public bool Remembers(string rule) => live?.Remembers(rule) ?? false;

    public IReadOnlyList<string> RecentSteps(int max) => live?.RecentSteps(max) ?? [];

    /// <summary>Start of the page that was shown so shortly before a request, Unix microseconds; 0 for none.</summary>
    /// <param name="within">The maximum time between the end of the page and the request.</param>
    /// <param name="time">Start of the request, Unix microseconds.</param>
    public ulong ShownWithin(TimeSpan within, long time)
    {
        var earliest = time - within.ToMicroseconds();
        for (var i = (live?.RecentCount ?? 0) - 1; i >= 0; i--)
            if (live!.Recent(i) is { IsShownPage: true } page && page.End <= time)
                return page.End >= earliest ? (ulong)page.Time : 0;
        return 0;
    }
}
