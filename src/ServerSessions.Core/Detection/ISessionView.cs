using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>The part of a live session that rules can read.</summary>
internal interface ISessionView
{
    /// <summary>The name by which <see cref="Reached"/> looks up that an antiforgery token was issued.</summary>
    const string TokenIssued = "(token)";

    bool HasGaps { get; }

    /// <summary>The key's session before it was incomplete.</summary>
    bool FollowsGaps { get; }

    /// <summary>The first request of it, or of the key's session before it, may be missing; nothing else is.</summary>
    bool MayLackFirst { get; }

    /// <summary>The event tells something new about where the session's user is.</summary>
    bool IsPresenceNews { get; }

    /// <summary>Requests so far, with what the application recorded.</summary>
    int Requests { get; }

    IReadOnlyList<string> RecentSteps(int max);

    KeyKind KeyKind { get; }

    /// <summary>Network that the session began in.</summary>
    ulong Network { get; }

    /// <summary>Client that the session began in, in words.</summary>
    string? Client { get; }

    /// <summary>What that client shows beside its name.</summary>
    ClientTraits Traits { get; }

    /// <summary>Unix microseconds.</summary>
    long Start { get; }

    /// <summary>The browser came without our cookie and is in its first session: whatever it has, it got in here.</summary>
    bool IsNew { get; }

    /// <summary>Number of the newest active requests that <see cref="Recent"/> searches: all of them, or at least 32.</summary>
    int RecentCount { get; }

    /// <summary>Whether there were more active requests than <see cref="RecentCount"/>.</summary>
    bool HasOlder { get; }

    /// <summary>A request by its place in time, from 0; the current one is among them.</summary>
    RecentStep Recent(int index);

    bool Reached(string step, long until);

    bool ReachedBefore(string step);

    /// <summary>Whether a rule remembers anything of this session.</summary>
    bool Remembers(string rule);
}
