using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// Folds the active requests of a session, in the order of their start, into steps: what is one act, how long people thought, where
/// they went back or tried again. Bounded: 500 steps kept, everything counted. Definitions: docs/journeys.md.
/// </summary>
internal sealed class StepFold
{
    public const int StepsKept = 500;
    private const long ChildWindow = 250_000;

    /// <summary>Microseconds after a redirect within which a page is the one that it leads to.</summary>
    public const long RedirectWindow = 5_000_000;

    private const long QuickBackDwell = 10_000_000;
    private const long RageGap = 1_000_000;
    private const long RepeatWindow = 300_000_000;

    // A step keeps the time of its first request only: the day on which people came must not be lost by that, whatever the time zone.
    private const long Quarter = 900_000_000;
    private const int BacktrackDepth = 5;
    private const int AttemptsKept = 16;

    public List<FoldedStep> Steps { get; private set; } = [];
    public int StepCount { get; set; }
    public int Requests { get; set; }
    public int PageOrActionSteps { get; set; }
    public int Errors { get; set; }
    public int QuickBacks { get; set; }
    public int Backtracks { get; set; }
    public int Repeats { get; set; }
    public int Rage { get; set; }
    public bool ReachedGoal { get; set; }
    public uint FlowsEntered { get; set; }
    public uint FlowsCompleted { get; set; }

    /// <summary>The newest step, kept apart because step 501 and later are not in the list.</summary>
    public FoldedStep? Last { get; set; }

    /// <summary>End of the newest step's response.</summary>
    public long LastEnd { get; set; }

    /// <summary>End of the newest page's response; its API calls follow within 250 ms.</summary>
    public long PageEnd { get; set; } = long.MinValue / 2;

    /// <summary>The newest step was a change, or a sign-out, whose answer redirects: the page that follows belongs to it.</summary>
    public bool AwaitsLanding { get; set; }

    /// <summary>Distinct names, most recently visited last: the step just left and those before it.</summary>
    public List<string> Recent { get; private set; } = [];

    /// <summary>Names of the last two distinct steps in a row, for A→B→A.</summary>
    public string? BeforeLast { get; set; }

    public string? RunName { get; set; }
    public ulong RunParameters { get; set; }
    public long RunTime { get; set; }
    public int RunLength { get; set; }
    public List<RecentAttempt> Attempts { get; private set; } = [];

    public StepFold Copy()
    {
        var copy = (StepFold)MemberwiseClone();
        copy.Steps = [.. Steps.Select(s => s.Copy())];
        // An event recorded after it may stand behind the last request's step; beyond the kept ones it is not in the list at all.
        var at = Last is null ? -1 : Steps.LastIndexOf(Last);
        copy.Last = at >= 0 ? copy.Steps[at] : Last?.Copy();
        copy.Recent = [.. Recent];
        copy.Attempts = [.. Attempts];
        return copy;
    }

    /// <param name="raw">The request.</param>
    /// <param name="settings">Goals, flows and hubs.</param>
    /// <param name="importedDwell">Dwell of the step before in microseconds where it is imported; −1: it is the gap.</param>
    public void Add(in RawStep raw, JourneySettings settings, long importedDwell = -1)
    {
        Mark(raw.Name, settings);
        if (raw.Is(EventFlags.Custom))
        {
            Append(raw, isRequest: false);
            return;
        }

        Requests++;
        if (raw.IsPart)
        {
            AddPart(raw);
            return;
        }

        var rage = CountsRage(raw) ? 1 : 0;
        Rage += rage;
        if (raw.IsError)
            Errors++;
        if (JoinsLanding(raw) || JoinsPage(raw))
        {
            Last!.Rage += rage;
            return;
        }

        EndDwell(raw.Time, importedDwell);
        var repeats = CountsRepeat(raw.Name, raw.Path, raw) ? 1 : 0;
        Repeats += repeats;
        var (quickBack, backtrack) = Returns(raw.Name, settings);
        Append(raw, isRequest: true);
        Last!.Rage += rage;
        Last.Repeats += repeats;
        Last.QuickBack |= quickBack;
        Last.Backtrack |= backtrack;
        LastEnd = raw.End;
        AwaitsLanding = (!raw.Verb.IsSafe() || raw.Is(EventFlags.SignedOut)) && raw.Outcome == Outcome.Redirected;
        if (raw.Kind == StepKind.Page)
            PageEnd = raw.End;
    }

    /// <summary>Adds pages that redirects of the newest step led to, where they are imported with it.</summary>
    public void AddLandings(IReadOnlyList<string> pages, JourneySettings settings)
    {
        foreach (var page in pages)
        {
            Mark(page, settings);
            Last!.Land(page);
        }
    }

    // Counted with the newest step; before the first there is nothing that it could be a part of.
    private void AddPart(in RawStep raw)
    {
        if (raw.IsError)
            Errors++;
        if (Last is null)
            return;
        Last.Children++;
        // Requests that a frame's scripts send at once belong to the same page.
        if (raw.Is(EventFlags.Page))
            PageEnd = Math.Max(PageEnd, raw.End);
    }

    private void Mark(string name, JourneySettings settings)
    {
        if (settings.Goals.Contains(name))
            ReachedGoal = true;
        if (settings.FlowSteps.TryGetValue(name, out var places))
            foreach (var place in places)
            {
                FlowsEntered |= 1u << (place.Flow & 31);
                if (place.Completes)
                    FlowsCompleted |= 1u << (place.Flow & 31);
            }
    }

    // Post-Redirect-Get: the person acted once.
    private bool JoinsLanding(in RawStep raw)
    {
        if (!AwaitsLanding || Last is null)
            return false;
        AwaitsLanding = false;
        if (raw.Kind != StepKind.Page || raw.Time - LastEnd > RedirectWindow)
            return false;
        AwaitsLanding = raw.Outcome == Outcome.Redirected; // a chain of redirects lands at its end
        if (CountsRepeat(Last.Name, 0, raw))
        {
            Repeats++;
            Last.Repeats++;
        }

        Last.Land(raw.Name);
        Last.Server += raw.Duration;
        Last.Outcome = raw.IsError || raw.Outcome == Outcome.Aborted ? raw.Outcome : Outcome.Ok;
        Last.Status = raw.Status;
        Last.Cause ??= raw.Cause;
        Last.Trace ??= raw.Trace;
        LastEnd = Math.Max(LastEnd, raw.End);
        PageEnd = raw.End;
        return true;
    }

    // A request that a page's script sends at once is no act of the person.
    private bool JoinsPage(in RawStep raw)
    {
        if (Last is null || raw.Is(EventFlags.Navigation) || raw.Time - PageEnd > ChildWindow || raw.Time < Last.Time)
            return false;
        Last.Children++;
        return true;
    }

    private void EndDwell(long nextStart, long imported)
    {
        if (Last is not null)
            Last.Dwell = Math.Max(0, Last.Dwell) + (imported >= 0 ? imported : Math.Max(0, nextStart - LastEnd));
    }

    private bool CountsRage(in RawStep raw)
    {
        var parameters = raw.Path == 0 ? raw.Parameters : OrderedHash.Of(raw.Parameters, raw.Path);
        var same = RunName == raw.Name && RunParameters == parameters && raw.Time - RunTime <= RageGap;
        RunLength = same ? RunLength + 1 : 1;
        RunName = raw.Name;
        RunParameters = parameters;
        RunTime = raw.Time;
        return RunLength == 3;
    }

    private bool CountsRepeat(string name, ulong target, in RawStep raw)
    {
        if (!raw.IsError && raw.Outcome != Outcome.Aborted)
            return false;
        var at = AttemptOn(name, target);
        var before = at < 0 ? new RecentAttempt(name, target, long.MinValue, long.MinValue) : Attempts[at];
        if (at >= 0)
            Attempts.RemoveAt(at);
        if (before.Older != long.MinValue && raw.Time - before.Older <= RepeatWindow)
            return true; // counted once; three more attempts make the next one

        Attempts.Add(new RecentAttempt(name, target, before.Newer, raw.Time));
        if (Attempts.Count > AttemptsKept)
            Attempts.RemoveAt(0);
        return false;
    }

    private int AttemptOn(string name, ulong target)
    {
        for (var i = 0; i < Attempts.Count; i++)
            if (Attempts[i].Name == name && Attempts[i].Target == target)
                return i;
        return -1;
    }

    private (bool QuickBack, bool Backtrack) Returns(string name, JourneySettings settings)
    {
        if (Last is null || Last.Name == name)
            return (false, false);
        var quickBack = BeforeLast == name && DwellOnLast() is >= 0 and <= QuickBackDwell;
        var backtrack = WasBefore(Last.Name, name) && !settings.Hubs.Contains(name);
        QuickBacks += quickBack ? 1 : 0;
        Backtracks += backtrack ? 1 : 0;
        return (quickBack, backtrack);
    }

    // The whole stay, however its tries ended.
    private long DwellOnLast()
    {
        var dwell = Last!.Dwell;
        for (var i = Steps.LastIndexOf(Last) - 1; i >= 0 && (Steps[i].Name == Last.Name || Steps[i].Kind == StepKind.Custom); i--)
            if (Steps[i].Kind != StepKind.Custom)
                dwell += Math.Max(0, Steps[i].Dwell);
        return dwell;
    }

    // Searches the newest names, except the one just left.
    private bool WasBefore(string left, string name)
    {
        var depth = BacktrackDepth;
        for (var i = Recent.Count - 1; i >= 0 && depth > 0; i--)
        {
            if (Recent[i] == left)
                continue;
            if (Recent[i] == name)
                return true;
            depth--;
        }

        return false;
    }

    private void Append(in RawStep raw, bool isRequest)
    {
        StepCount++;
        var kind = raw.Kind;
        if (kind is StepKind.Page or StepKind.Action)
            PageOrActionSteps++;
        if (isRequest && Last is { } last && last.Name == raw.Name && last.Kind == kind && last.Outcome == raw.Outcome && last.Cause == raw.Cause
            && last.Landed is null && raw.Time / Quarter == last.Time / Quarter && SameFields(last.Fields, raw.Fields))
        {
            last.Count++;
            last.Status = raw.Status;
            last.Server += raw.Duration;
            last.Trace = raw.Trace ?? last.Trace;
            return;
        }

        var step = new FoldedStep
        {
            Name = raw.Name,
            Time = raw.Time,
            Kind = kind,
            Outcome = raw.Outcome,
            Status = raw.Status,
            Server = raw.Duration,
            Fields = raw.Fields,
            Cause = raw.Cause,
            Trace = raw.Trace,
        };
        if (Steps.Count < StepsKept)
            Steps.Add(step);
        if (!isRequest)
            return; // recorded inside a step: that step goes on
        if (Last is not null && Last.Name != raw.Name)
        {
            BeforeLast = Last.Name;
        }

        Recent.Remove(raw.Name);
        Recent.Add(raw.Name);
        if (Recent.Count > BacktrackDepth + 2)
            Recent.RemoveAt(0);
        Last = step;
    }

    private static bool SameFields(string[]? left, string[]? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.AsSpan().SequenceEqual(right));
}
