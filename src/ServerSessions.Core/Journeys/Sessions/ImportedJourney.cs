using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// The journey of a session whose steps are imported: the same fold as of requests, so that class, engagement and friction are the same. Where it begins and ends is
/// not decided here, and it lasts from its first step to its last.
/// </summary>
internal static class ImportedJourney
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(10);

    /// <param name="id">The session.</param>
    /// <param name="user">The user; none for an anonymous session.</param>
    /// <param name="steps">Its steps by time, at least one.</param>
    /// <param name="settings">Goals, flows and hubs.</param>
    public static Journey Of(SessionId id, Pseudonym user, IReadOnlyList<ImportedStep> steps, JourneySettings settings)
    {
        var fold = new StepFold();
        var seen = 0L;
        var before = default(ImportedStep?);
        var visible = new List<(FoldedStep Step, long Longer)>();
        var isCollapsed = steps.Any(s => s.Detail is { Count: > 1 });
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Detail?.Properties is { } properties)
            {
                AddRecorded(fold, steps[i], properties, settings);
                continue;
            }

            // Returns are judged by think time, which is the gap where the line has the visible time.
            var (left, dwell) = (fold.Last, fold.Last?.Dwell ?? 0);
            Add(fold, steps[i], before is { IsSeen: false } ? before.Value.Dwell : -1, isCollapsed, settings);
            if (before is { IsSeen: true })
                visible.Add((left!, before.Value.Dwell - (left!.Dwell - Math.Max(0, dwell))));
            before = steps[i];
            seen += steps[i].IsSeen ? steps[i].Dwell : 0;
        }

        foreach (var (step, longer) in visible)
            step.Dwell += longer;

        var session = new LiveSession(Pseudonym.None) { Id = id, User = user, Start = steps[0].Time, End = steps[^1].Time };
        var journey = JourneyShape.Of(session, fold, settings, CloseReason.Idle, isSeen: UnixTime.ToSpan(seen) > Glance);
        return before is { IsSeen: true } last && journey.Steps is Step[] kept && fold.Steps.LastIndexOf(fold.Last!) is >= 0 and var at ? journey with { Steps = Seen(kept, at, fold.Last!, last) } : journey;
    }

    // Each imported step is an act: no child of a page, and the landings of its redirects are imported with it. A line for several requests does not have their times, so what depends on these
    // cannot be counted again and is imported as well.
    private static void Add(StepFold fold, in ImportedStep step, long dwellBefore, bool isCollapsed, JourneySettings settings)
    {
        var (repeats, rage) = (fold.Repeats, fold.Rage);
        var detail = step.Detail;
        // A change that redirects is no repeat of the page with its form before it, whatever it ended with.
        var lands = detail?.Landings is not null && step.Outcome == Outcome.Ok;
        var isAction = detail is { IsAction: true };
        fold.Add(
            new RawStep(
                step.Time, step.Server, step.Name, isAction ? HttpVerb.Post : HttpVerb.Get, 0, lands ? Outcome.Redirected : step.Outcome,
                isAction ? EventFlags.Navigation : EventFlags.Page | EventFlags.Navigation, step.Parameters,
                detail?.Field is { } field ? [field] : null, detail?.Cause, null),
            settings, dwellBefore);
        // Its landings are imported with it.
        fold.AwaitsLanding = false;
        if (detail?.Landings is { } landings)
            fold.AddLandings(landings, settings);
        var last = fold.Last!;
        last.Outcome = step.Outcome;
        var more = (detail?.Count ?? 1) - 1;
        last.Count += more;
        fold.StepCount += more;
        fold.PageOrActionSteps += more;
        if (!isCollapsed)
            return;
        last.Repeats += (detail?.Repeats ?? 0) - (fold.Repeats - repeats);
        last.Rage += (detail?.Rage ?? 0) - (fold.Rage - rage);
        fold.Repeats = repeats + (detail?.Repeats ?? 0);
        fold.Rage = rage + (detail?.Rage ?? 0);
    }

    private static void AddRecorded(StepFold fold, in ImportedStep step, IReadOnlyList<KeyValuePair<string, string>> properties, JourneySettings settings) => fold.Add(
        new RawStep(step.Time, 0, step.Name, HttpVerb.Other, 0, step.Outcome, EventFlags.Custom, 0, RawStep.Texts(properties), step.Detail?.Cause, null), settings);

    // Nothing follows the last step, but the browser has reported how long it was visible.
    private static Step[] Seen(Step[] steps, int at, FoldedStep last, in ImportedStep imported)
    {
        steps[at] = steps[at] with { Dwell = UnixTime.ToSpan(Math.Max(0, last.Dwell) + imported.Dwell), DwellSource = DwellSource.Beacon };
        return steps;
    }
}
