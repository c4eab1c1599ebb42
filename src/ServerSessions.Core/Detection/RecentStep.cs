using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>One of a session's newest requests, as rules see it. Times are Unix microseconds.</summary>
internal readonly record struct RecentStep(long Time, long End, string Step, ulong Parameters, HttpVerb Verb, Outcome Outcome, EventFlags Flags)
{
    public bool Is(EventFlags flags) => (Flags & flags) != 0;

    /// <summary>A page was shown.</summary>
    public bool IsShownPage => Is(EventFlags.Page) && Outcome is Outcome.Ok;
}
