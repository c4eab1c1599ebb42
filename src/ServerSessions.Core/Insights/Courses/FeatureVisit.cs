namespace ServerSessions.Insights.Courses;

/// <summary>A step of a journey with the features that it used.</summary>
/// <param name="Step">The step.</param>
/// <param name="Features">Features of the step, and of the events that were recorded in it.</param>
/// <param name="Time">Think time on it; zero when it is unknown.</param>
internal readonly record struct FeatureVisit(Step Step, IReadOnlySet<string> Features, TimeSpan Time)
{
    public bool IsUse => Step.Outcome is Outcome.Ok or Outcome.Redirected;

    /// <summary>The visits of a journey in order. A recorded event belongs to the request before it, which has the think time.</summary>
    public static IEnumerable<FeatureVisit> Of(Journey journey, FeatureMap features)
    {
        for (var i = 0; i < journey.Steps.Count;)
        {
            var step = journey.Steps[i];
            var used = new HashSet<string>(StringComparer.Ordinal);
            do
                foreach (var feature in features.Of(journey.Steps[i].Name))
                    used.Add(feature);
            while (++i < journey.Steps.Count && journey.Steps[i].Kind == StepKind.Custom);
            yield return new FeatureVisit(step, used, step.Dwell ?? TimeSpan.Zero);
        }
    }
}
