using ServerSessions.Insights;

namespace ServerSessions.Personalization.Nudges;

/// <summary>Whether the pattern of a nudge is in a journey, and the session in its audience.</summary>
internal static class NudgeTriggers
{
    public static bool IsMet(Nudge nudge, LiveJourney journey, FeatureMap features, bool remembers, DateTimeOffset now) =>
        IsAudience(nudge, journey, features) && nudge.Trigger switch
        {
            NudgeTrigger.RepeatedFailures => HasFailed(nudge, journey.Steps),
            NudgeTrigger.FailingField => HasFailingField(nudge, journey.Steps),
            NudgeTrigger.Stall => Unfinished(nudge, journey) is { } flow && journey.Steps.Any(s => s.Dwell >= nudge.After && IsOf(flow, s.Name, journey)),
            NudgeTrigger.Backtracking => journey.Friction.Backtracks + journey.Friction.QuickBacks >= nudge.Count,
            NudgeTrigger.Inactivity => Unfinished(nudge, journey) is not null && journey.Source is { } source && now - source.End >= nudge.After,
            NudgeTrigger.UnfinishedTask => journey.Unfinished.Any(t => !t.IsOfThisSession && (nudge.Flow is null || t.Name == nudge.Flow)),
            // Without a memory, no feature is known to be unused.
            NudgeTrigger.UnusedFeature => remembers && !journey.IsPartial && journey.RecentFeatures.All(f => f.Name != nudge.Feature),
            _ => false,
        };

    // Crawlers, tools and attackers are no audience, and what is measured are people.
    private static bool IsAudience(Nudge nudge, LiveJourney journey, FeatureMap features) =>
        journey.Source is { } source
            ? source.Actor == SessionActor.Person && Segment.Parse(nudge.Segment).HoldsApartFromActor(source, features)
            : nudge.Segment.Count == 0;

    private static bool HasFailed(Nudge nudge, IReadOnlyList<Step> steps)
    {
        // By kind too: a form that is shown again is no success of sending it, where both have one name.
        var failures = new Dictionary<(string, StepKind), int>();
        foreach (var step in steps)
            if (nudge.Step is null || step.Name == nudge.Step)
                failures[(step.Name, step.Kind)] = IsFailure(step.Outcome) ? failures.GetValueOrDefault((step.Name, step.Kind)) + step.Count : 0;
        return failures.Values.Any(count => count >= nudge.Count);
    }

    private static bool HasFailingField(Nudge nudge, IReadOnlyList<Step> steps) =>
        steps.Where(s => s.Outcome == Outcome.Invalid).SelectMany(s => s.Fields.Select(field => (field, s.Count)))
            .Where(f => nudge.Field is null || f.field == nudge.Field)
            .GroupBy(f => f.field, f => f.Count, StringComparer.Ordinal).Any(g => g.Sum() >= nudge.Count);

    private static FlowProgress? Unfinished(Nudge nudge, LiveJourney journey) =>
        journey.Flows.FirstOrDefault(f => !f.IsCompleted && (nudge.Flow is null || f.Flow == nudge.Flow));

    private static bool IsOf(FlowProgress flow, string step, LiveJourney journey) => journey.FlowSteps.Any(f => f.Name == flow.Flow && f.Steps.Contains(step));

    private static bool IsFailure(Outcome outcome) =>
        outcome is Outcome.Invalid or Outcome.Denied or Outcome.Missing or Outcome.Conflict or Outcome.Throttled or Outcome.Failed;
}
