using ServerSessions.Model;

namespace ServerSessions.Journeys;

/// <summary>
/// The journey of a session whose steps are told: the same fold as of requests, so that class, engagement and friction are the same.
/// Where it begins and where it ends is not decided here, and it lasts from its first step to its last.
/// </summary>
internal static class ToldJourney
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(10);

    /// <param name="id">The session.</param>
    /// <param name="user">Whose it is; none where nobody is named.</param>
    /// <param name="steps">Its steps by time, at least one.</param>
    /// <param name="settings">Goals, flows and hubs.</param>
    public static Journey Of(SessionId id, Pseudonym user, IReadOnlyList<ToldStep> steps, JourneySettings settings)
    {
        var fold = new StepFold();
        var seen = 0L;
        for (var i = 0; i < steps.Count; i++)
        {
            Add(fold, steps[i], i == 0 ? -1 : steps[i - 1].Dwell, settings);
            seen += steps[i].IsSeen ? steps[i].Dwell : 0;
        }

        var session = new LiveSession(Pseudonym.None) { Id = id, User = user, Start = steps[0].Time, End = steps[^1].Time };
        var journey = JourneyShape.Of(session, fold, settings, CloseReason.Idle, isSeen: UnixTime.ToSpan(seen) > Glance);
        return steps[^1].IsSeen && journey.Steps is Step[] kept && ReferenceEquals(fold.Last, fold.Steps[^1]) ? journey with { Steps = Seen(kept, fold.Last!, steps[^1]) } : journey;
    }

    // Each told step is an act: no child of a page, no landing of a redirect.
    private static void Add(StepFold fold, in ToldStep step, long dwellBefore, JourneySettings settings)
    {
        var detail = step.Detail;
        fold.Add(
            new RawStep(
                step.Time, step.Server, step.Name, HttpVerb.Get, 0, step.Outcome, EventFlags.Page | EventFlags.Navigation, step.Parameters,
                detail?.Field is { } field ? [field] : null, detail?.Cause, null),
            settings, dwellBefore);
        if (detail is null)
            return;
        fold.Last!.Count += detail.Count - 1;
        fold.StepCount += detail.Count - 1;
        fold.PageOrActionSteps += detail.Count - 1;
        fold.Last.Repeats += detail.Repeats;
        fold.Repeats += detail.Repeats;
        fold.Last.Rage += detail.Rage;
        fold.Rage += detail.Rage;
    }

    // Nothing follows the last step, but the browser has told how long it was looked at.
    private static Step[] Seen(Step[] steps, FoldedStep last, in ToldStep told)
    {
        steps[^1] = steps[^1] with { Dwell = UnixTime.ToSpan(Math.Max(0, last.Dwell) + told.Dwell), DwellSource = DwellSource.Beacon };
        return steps;
    }
}
