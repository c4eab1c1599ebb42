namespace ServerSessions;

/// <summary>What rules may ask of a live session.</summary>
internal interface ISessionView
{
    bool HasGaps { get; }

    bool Reached(string step, long until);

    bool ReachedBefore(string step);
}
