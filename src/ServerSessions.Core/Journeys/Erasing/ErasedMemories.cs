using ServerSessions.Detection;
using ServerSessions.Journeys.Actors;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;

namespace ServerSessions.Journeys.Erasing;

/// <summary>Takes a person out of what rules remember about actors: all of the person's own actors, and the marks that the person left with others.</summary>
internal static class ErasedMemories
{
    /// <param name="actor">The actor.</param>
    /// <param name="traces">The person.</param>
    /// <param name="until">What happened later stays, Unix microseconds.</param>
    /// <returns>Number of marks that were removed.</returns>
    public static long Clean(LiveActor actor, PersonTraces traces, long until)
    {
        var isTheirs = traces.Has(actor.Id);
        if (isTheirs && actor.Detection.LastSeen <= until)
        {
            var marks = Math.Max(1, Count(actor.Detection));
            actor.Detection = new SubjectState();
            return marks;
        }

        var last = UnixTime.ToDate(until);
        return Clean(actor.Detection, m => m.Time <= last && (isTheirs || IsOf(m, traces)));
    }

    private static bool IsOf(in Mark mark, PersonTraces traces) =>
        traces.Has(mark.Session) || traces.Has(mark.Actor) || traces.HasHalf(mark.Value) || traces.AreIn(mark.Text);

    private static long Clean(SubjectState state, Predicate<Mark> isTheirs)
    {
        var removed = 0L;
        if (state.HasMemories)
            foreach (var (rule, memory) in state.Memories.ToList())
            {
                var before = memory.Marks.Count;
                memory.Forget(isTheirs);
                removed += before - memory.Marks.Count;
                if (memory.IsEmpty && before > 0)
                    state.Memories.Remove(rule);
            }

        return state.Everything is { } everything ? removed + Clean(everything, isTheirs) : removed;
    }

    private static long Count(SubjectState state) =>
        (state.HasMemories ? state.Memories.Values.Sum(m => (long)m.Marks.Count) : 0) + (state.Everything is { } everything ? Count(everything) : 0);
}
