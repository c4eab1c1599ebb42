using ServerSessions.Detection;
using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// The newest active requests of a session, in the order of their start. Requests of one page end in any order, so a request is folded into steps only when
/// enough later ones have arrived.
/// </summary>
internal sealed class PendingWindow
{
    /// <summary>The maximum number of requests that wait; half of them are folded when there are more.</summary>
    public const int Limit = 64;

    // Most sessions have one or two requests, and there are many at once: an array of its own saves each session the object of a list.
    private const int FirstSize = 2;

    private RawStep[] _steps = [];

    public int Count { get; private set; }

    public ReadOnlySpan<RawStep> Steps => _steps.AsSpan(0, Count);

    public bool IsTooLong => Count > Limit;

    /// <summary>Number of requests, without what the application recorded.</summary>
    public int Requests
    {
        get
        {
            var requests = 0;
            foreach (ref readonly var raw in Steps)
                requests += raw.Is(EventFlags.Custom) ? 0 : 1;
            return requests;
        }
    }

    /// <summary>The request that is the only one; null when there are none or several.</summary>
    public RawStep? OnlyRequest
    {
        get
        {
            RawStep? only = null;
            foreach (ref readonly var raw in Steps)
            {
                if (raw.Is(EventFlags.Custom))
                    continue;
                if (only is not null)
                    return null;
                only = raw;
            }

            return only;
        }
    }

    /// <summary>The page that followed an end, through redirects.</summary>
    /// <param name="end">Unix microseconds.</param>
    /// <returns>When the newest page from then on was answered, or the end itself; and when the page began that is where it led to, not a redirect, if it is here.</returns>
    public (long Since, long? LandedAt) LandingAfter(long end)
    {
        var (since, landedAt) = (end, default(long?));
        foreach (ref readonly var raw in Steps)
            if (raw.Time >= end && raw.Kind == StepKind.Page)
                (since, landedAt) = (Math.Max(since, raw.End), raw.Outcome == Outcome.Redirected ? null : raw.Time);
        return (since, landedAt);
    }

    /// <summary>Adds a request at its place in time, behind those of the same time.</summary>
    public void Add(in RawStep raw)
    {
        var at = Count;
        while (at > 0 && _steps[at - 1].Time > raw.Time)
            at--;
        Insert(at, raw);
    }

    /// <summary>Adds a request behind all others, as it was stored.</summary>
    public void Append(in RawStep raw) => Insert(Count, raw);

    public RecentStep Recent(int index)
    {
        ref readonly var raw = ref Steps[index];
        return new RecentStep(raw.Time, raw.End, raw.Name, raw.Parameters, raw.Verb, raw.Outcome, raw.Flags);
    }

    /// <summary>The names of the newest pages and actions, oldest first; the same name in a row is listed once.</summary>
    /// <param name="max">Maximum number of names.</param>
    public IReadOnlyList<string> Names(int max)
    {
        var walk = new List<string>();
        foreach (ref readonly var raw in Steps)
            if (raw.Kind is StepKind.Page or StepKind.Action)
                SequenceWalk.Add(walk, raw.Name);
        return walk.Count <= max ? walk : walk[^max..];
    }

    /// <summary>Folds all requests and keeps them here.</summary>
    public void CopyTo(StepFold fold, JourneySettings settings)
    {
        foreach (ref readonly var raw in Steps)
            fold.Add(raw, settings);
    }

    /// <summary>Folds the oldest requests, so that half the limit is left.</summary>
    public void SettleOldest(StepFold fold, JourneySettings settings) => Settle(Count - (Limit / 2), fold, settings);

    /// <summary>Folds all requests.</summary>
    public void SettleAll(StepFold fold, JourneySettings settings) => Settle(Count, fold, settings);

    /// <summary>Removes all requests, and keeps the room for those of the next session.</summary>
    public void Clear()
    {
        Array.Clear(_steps, 0, Count);
        Count = 0;
    }

    /// <summary>Removes all requests and their room: what is left of a closed session is kept for a day, and an array would be most of it.</summary>
    public void Release() => (_steps, Count) = ([], 0);

    private void Insert(int at, in RawStep raw)
    {
        if (Count == _steps.Length)
            Array.Resize(ref _steps, Math.Max(FirstSize, 2 * Count));
        Array.Copy(_steps, at, _steps, at + 1, Count - at);
        _steps[at] = raw;
        Count++;
    }

    private void Settle(int count, StepFold fold, JourneySettings settings)
    {
        foreach (ref readonly var raw in Steps[..count])
            fold.Add(raw, settings);
        var left = Count - count;
        Array.Copy(_steps, count, _steps, 0, left);
        Array.Clear(_steps, left, count);
        Count = left;
    }
}
