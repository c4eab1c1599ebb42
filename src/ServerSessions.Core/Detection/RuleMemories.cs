using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Lets go of what rules remember of a subject and need no more.</summary>
internal static class RuleMemories
{
    /// <summary>Removes the memory of rules that no longer run: nothing else wakes them or removes it.</summary>
    public static void KeepRunning(RunningRules running, ActorKind kind, SubjectState state)
    {
        var about = running.Remembering(kind);
        if (state.Everything is { } everything)
        {
            KeepRunning(running, kind, everything);
            if (everything.IsEmpty)
                state.Everything = null;
        }

        foreach (var rule in state.Memories.Keys.Concat(state.Wakes.Keys).Where(r => !about.Any(d => d.Info.Id == r)).ToList())
        {
            state.Memories.Remove(rule);
            state.Wakes.Remove(rule);
        }
    }

    /// <summary>Forgets what is older than the rules' horizons. Returns when it is worth looking again; null when nothing is left.</summary>
    public static long? Forget(RunningRules running, ActorKind kind, SubjectState state, long now)
    {
        if (state.IsEmpty)
            return null;
        var about = running.Remembering(kind);
        // Rules that were switched off meanwhile: nothing else removes what they remember.
        if (state.Memories.Count > 0 && now > long.MinValue && state.Memories.Keys.Any(rule => !about.Any(d => d.Info.Id == rule)))
            KeepRunning(running, kind, state);
        long? next = state.NextWake;
        if (state.Everything is { } everything)
        {
            if (Forget(running, kind, everything, now) is { } then)
                next = next is { } earlier ? Math.Min(earlier, then) : then;
            if (everything.IsEmpty)
                state.Everything = null;
        }

        foreach (var detector in about)
            if (state.Memories.TryGetValue(detector.Info.Id, out var memory) && !state.Wakes.ContainsKey(detector.Info.Id)) // else it is looked at again when it wakes
            {
                var until = NeededUntil(detector.Info, kind, memory, state.LastSeen, now);
                if (until <= now)
                    state.Memories.Remove(detector.Info.Id);
                else
                    next = next is { } n ? Math.Min(n, until) : until;
            }

        return next;
    }

    private static long NeededUntil(DetectorInfo info, ActorKind kind, DetectorMemory memory, long lastSeen, long now)
    {
        var raised = memory.Raised is { } at ? (at + Findings.AlertWindow).ToMicroseconds() : 0;
        if (info.HorizonOfMark is not { } horizonOf)
            return Math.Max((memory.Marks.Count > 0 ? memory.Marks[^1].Time.ToMicroseconds() : lastSeen) + (info.HorizonOf?.Invoke(kind) ?? info.Horizon).ToMicroseconds(), raised);
        memory.Forget(m => NeededUntil(m) <= now);
        // The first that is not needed any longer goes then; while there is an alert, it waits for it.
        return memory.Marks.Count == 0 ? raised : memory.Marks.Min(NeededUntil);

        // Still at the very end of its time.
        long NeededUntil(Mark mark) => (mark.Time + horizonOf(kind, mark)).ToMicroseconds() + 1;
    }
}
