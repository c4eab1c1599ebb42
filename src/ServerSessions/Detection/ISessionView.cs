namespace ServerSessions;

/// <summary>What rules may ask of a live session.</summary>
internal interface ISessionView
{
    bool HasGaps { get; }

    /// <summary>The event tells something new about where the session's user is.</summary>
    bool IsPresenceNews { get; }

    /// <summary>Active requests so far.</summary>
    int Requests { get; }

    IReadOnlyList<string> RecentSteps(int most);

    bool Reached(string step, long until);

    bool ReachedBefore(string step);
}
