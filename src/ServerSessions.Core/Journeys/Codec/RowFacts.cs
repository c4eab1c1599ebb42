using ServerSessions.Model;

namespace ServerSessions.Journeys.Codec;

/// <summary>What usually follows from the steps of a journey; a row has a field only where the value differs.</summary>
internal static class RowFacts
{
    /// <summary>The end of the last step's response.</summary>
    public static DateTimeOffset End(long start, IReadOnlyList<Step> steps) =>
        UnixTime.ToDate(steps.Count == 0 ? start : Fields.Time(unchecked(steps[^1].Time.ToMicroseconds() + steps[^1].Server.ToMicroseconds())));

    /// <summary>The number of requests that the steps have together.</summary>
    public static int Count(IReadOnlyList<Step> steps)
    {
        var count = 0L;
        foreach (var step in steps)
            count += step.Count;
        return (int)Math.Min(count, int.MaxValue);
    }

    public static Friction Friction(IReadOnlyList<Step> steps)
    {
        var (quickBacks, backtracks, repeats, rage, errors) = (0, 0, 0, 0, 0);
        var (rageClicks, deadClicks, scriptErrors) = (0, 0, 0);
        foreach (var step in steps)
        {
            quickBacks += step.QuickBack ? 1 : 0;
            backtracks += step.Backtrack ? 1 : 0;
            repeats = unchecked(repeats + step.Repeats);
            rage = unchecked(rage + step.Rage);
            errors += step.Outcome is Outcome.Ok or Outcome.Redirected or Outcome.Aborted ? 0 : 1;
            if (step.Engagement is { } seen)
                (rageClicks, deadClicks, scriptErrors) = unchecked((rageClicks + seen.RageClicks, deadClicks + seen.DeadClicks, scriptErrors + seen.ScriptErrors));
        }

        return (quickBacks | backtracks | repeats | rage | errors | rageClicks | deadClicks | scriptErrors) == 0
            ? ServerSessions.Friction.None
            : new Friction(quickBacks, backtracks, repeats, rage, errors, rageClicks, deadClicks, scriptErrors);
    }
}
