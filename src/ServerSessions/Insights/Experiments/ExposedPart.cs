namespace ServerSessions.Insights.Experiments;

/// <summary>The part of a journey that began with an exposure.</summary>
internal static class ExposedPart
{
    private const int MostTries = 3;
    private static readonly TimeSpan QuickBack = TimeSpan.FromSeconds(10);

    /// <summary>The step during which it happened: the last one that began at that time or before.</summary>
    public static int StepOf(Journey journey, DateTimeOffset exposed)
    {
        var at = 0;
        for (var i = 1; i < journey.Steps.Count && journey.Steps[i].Time <= exposed; i++)
            at = i;
        return at;
    }

    /// <summary>Variants that had been seen when a step ended: what an exported step says of experiments.</summary>
    public static IEnumerable<(string Experiment, string Variant)> SeenBy(Journey journey, int step) =>
        from exposure in journey.Exposures
        where StepOf(journey, exposure.Time) <= step
        select (exposure.Experiment, exposure.Variant);

    public static bool IsError(Outcome outcome) =>
        outcome is Outcome.Invalid or Outcome.Denied or Outcome.Missing or Outcome.Conflict or Outcome.Throttled or Outcome.Failed;

    /// <summary>Points of friction that steps alone show, from this one on; the weights are those of a whole journey.</summary>
    public static int Friction(IReadOnlyList<Step> steps, int from)
    {
        var points = 0;
        for (var i = from; i < steps.Count; i++)
        {
            if (IsError(steps[i].Outcome))
                points += ServerSessions.Friction.Weights.Errors * steps[i].Count;
            if (steps[i].Outcome is not (Outcome.Ok or Outcome.Redirected) && steps[i].Count >= MostTries)
                points += ServerSessions.Friction.Weights.Repeats;
            if (i >= from + 2 && steps[i].Name == steps[i - 2].Name && steps[i].Name != steps[i - 1].Name && steps[i - 1].Dwell <= QuickBack)
                points += ServerSessions.Friction.Weights.QuickBacks;
        }

        return points;
    }
}
