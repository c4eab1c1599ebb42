using ServerSessions.Insights;
using ServerSessions.Journeys.People;
using ServerSessions.Model;

namespace ServerSessions.Personalization;

/// <summary>Makes what an application reads of a journey, of the memory of its person, and of the transitions of people.</summary>
internal static class LiveJourneyShape
{
    private const int MaxSteps = 50;
    private const int MaxTasks = 8;

    /// <param name="journey">The open journey; null when the session has no request before this one.</param>
    /// <param name="memory">What is remembered of the person.</param>
    /// <param name="settings">Flows and features.</param>
    /// <param name="catalog">Features of endpoints, and which ones are this library's.</param>
    /// <param name="forgetBefore">What is older is not remembered, Unix microseconds.</param>
    /// <param name="transitions">Likely next steps.</param>
    /// <param name="subject">The request.</param>
    public static LiveJourney Of(
        Journey? journey, PersonMemory memory, InsightSettings settings, EndpointCatalog catalog, long forgetBefore, TransitionTable transitions, in LiveSubject subject)
    {
        var session = journey?.Id;
        // As workers will remember it: what this session has finished is finished.
        var known = journey is null ? memory : PersonProgress.Of(Person(journey, subject), settings, catalog)
            .Where(p => !p.MovesAway).Aggregate(memory, (all, report) => all.With(report, forgetBefore));
        // What is remembered may be of a version that did not know its endpoints as this library's.
        var shown = new LiveJourney
        {
            ContinueAt = memory.Places.Where(p => p.Session != session && p.At >= forgetBefore && !catalog.IsOfLibrary(p.Step)).MaxBy(p => p.At) is { } place ? new LastPlace(place.Step, UnixTime.ToDate(place.At)) : null,
            Unfinished = [.. known.Tasks.Where(t => !t.IsDone && t.At >= forgetBefore && !catalog.IsOfLibrary(t.Step)).Take(MaxTasks)
                .Select(t => new UnfinishedTask(t.Name, t.IsForm ? TaskKind.Form : TaskKind.Flow, t.Step, UnixTime.ToDate(t.At), t.Session == session))],
            RecentFeatures = [.. known.Features.Where(f => f.At >= forgetBefore && !catalog.IsOfLibraryAlone(f.Name)).Select(f => new UsedFeature(f.Name, UnixTime.ToDate(f.At)))],
        };
        if (journey is null)
            return shown with { Next = transitions.Next(subject.Step) };
        var runs = new List<StepRun>();
        StepRun.Fill(runs, journey);
        return shown with
        {
            Session = journey.Id,
            Start = journey.Start,
            Steps = [.. journey.Steps.Skip(journey.Steps.Count - MaxSteps)],
            StepCount = journey.StepCount,
            Friction = journey.Friction,
            Flows = [.. settings.Flows.Select(f => Progress(f, journey, runs)).OfType<FlowProgress>()],
            Variants = journey.Exposures,
            Next = transitions.Next(subject.Step ?? journey.Steps.LastOrDefault(s => !catalog.IsOfLibrary(s.Name))?.Name),
            Source = journey,
            FlowSteps = settings.Flows,
        };
    }

    // An anonymous session has its own tasks too, whether or not it is remembered.
    private static Journey Person(Journey journey, in LiveSubject subject) =>
        journey.User.IsNone && journey.KeyKind != KeyKind.Cookie ? journey with { User = subject.Key } : journey;

    private static FlowProgress? Progress(Flow flow, Journey journey, List<StepRun> runs)
    {
        if (FlowPassage.Of(flow, runs) is not { } passage)
            return null;
        var reached = 0;
        for (var i = 0; i < flow.Steps.Count; i++)
            if (PersonProgress.WentWell(journey, flow.Steps[i]))
                reached = i + 1;
        var isCompleted = reached == flow.Steps.Count;
        return new FlowProgress(flow.Name, reached, flow.Steps.Count, passage.Last.Name, isCompleted ? null : flow.Steps[reached], isCompleted);
    }
}
