namespace ServerSessions.Insights.Experiments;

/// <summary>The part of a journey that began with an exposure.</summary>
internal static class ExposedPart
{
    /// <summary>The step during which it happened: the last one that began at that time or before.</summary>
    public static int StepOf(Journey journey, DateTimeOffset exposed)
    {
        var at = 0;
        for (var i = 1; i < journey.Steps.Count && journey.Steps[i].Time <= exposed; i++)
            at = i;
        return at;
    }

    /// <summary>The newest variant of each experiment when a step ended: what an exported step says of experiments. Null for none.</summary>
    public static IReadOnlyDictionary<string, string>? SeenBy(Journey journey, int step)
    {
        Dictionary<string, string>? seen = null;
        foreach (var exposure in journey.Exposures)
            if (StepOf(journey, exposure.Time) <= step)
                (seen ??= new Dictionary<string, string>(StringComparer.Ordinal))[exposure.Experiment] = exposure.Variant;
        return seen;
    }

    public static bool IsError(Outcome outcome) =>
        outcome is Outcome.Invalid or Outcome.Denied or Outcome.Missing or Outcome.Conflict or Outcome.Throttled or Outcome.Failed;

    /// <summary>Points of friction from this step on, weighed as in a whole journey.</summary>
    public static int Friction(IReadOnlyList<Step> steps, int from)
    {
        var parts = ServerSessions.Friction.None;
        for (var i = from; i < steps.Count; i++)
        {
            var step = steps[i];
            var seen = step.Engagement;
            parts = new Friction(
                parts.QuickBacks + (step.QuickBack ? 1 : 0), parts.Backtracks + (step.Backtrack ? 1 : 0), parts.Repeats + step.Repeats,
                parts.Rage + step.Rage, parts.Errors + (IsError(step.Outcome) ? step.Count : 0),
                parts.RageClicks + (seen?.RageClicks ?? 0), parts.DeadClicks + (seen?.DeadClicks ?? 0), parts.ScriptErrors + (seen?.ScriptErrors ?? 0));
        }

        return parts.Score;
    }
}
