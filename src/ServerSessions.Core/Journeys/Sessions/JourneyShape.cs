using System.Globalization;
using ServerSessions.Journeys.Browser;
using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>Makes the journey of a session's state and its folded steps: class, engagement, and the steps as people read them.</summary>
internal static class JourneyShape
{
    private const int WanderingSteps = 5;

    private static readonly TimeSpan SeenFor = TimeSpan.FromSeconds(10);

    /// <param name="session">The session's state.</param>
    /// <param name="fold">Its steps.</param>
    /// <param name="settings">Goals and flows.</param>
    /// <param name="close">Why it was closed.</param>
    /// <param name="isSeen">A browser reported that it was visible for more than 10 s.</param>
    public static Journey Of(LiveSession session, StepFold fold, JourneySettings settings, CloseReason close, bool isSeen = false)
    {
        var steps = fold.Steps.Select(s => Step(s, isLast: ReferenceEquals(s, fold.Last)));
        var seen = session.Views is { } views ? EngagedSteps.Of(steps, views, StepFold.StepsKept) : null;
        var added = seen?.Added ?? 0;
        isSeen |= seen?.Visible > SeenFor;
        var reachedGoal = fold.ReachedGoal || (added > 0 && seen!.Steps.Any(s => settings.Goals.Contains(s.Name)));
        var engaged = !session.IsNoVisit && (fold.PageOrActionSteps + added >= 2 || reachedGoal || isSeen);
        var findings = session.HasFindings ? session.Findings.ToArray() : [];
        var end = UnixTime.ToDate(session.End);
        var (actor, reason) = SessionActors.Of(session.Client, session.Proof, findings, session.Alerts, end, fold.Requests + session.PassiveRequests <= 1);
        return new Journey
        {
            Id = session.Id,
            Previous = session.Closed == default ? null : session.Closed,
            Key = session.Key,
            KeyKind = session.KeyKind,
            User = session.User,
            LacksAnalytics = session.LacksAnalytics,
            HadAnalytics = session.HadAnalytics,
            AuthSession = session.AuthSession,
            Start = UnixTime.ToDate(session.Start),
            End = end,
            Close = close,
            Client = session.Client,
            Network = session.Network == 0 ? null : session.Network.ToString("x16", CultureInfo.InvariantCulture),
            Referrer = session.Referrer,
            IsOwnReferrer = session.IsOwnReferrer,
            Campaign = session.Campaign,
            Traits = session.UserTraits,
            Place = session.Place,
            Steps = seen?.Steps ?? steps.ToArray(),
            Clicks = seen?.Clicks ?? [],
            Fields = seen?.Fields ?? [],
            StepCount = fold.StepCount + added,
            Requests = fold.Requests,
            Passive = session.PassiveRequests,
            HasGaps = session.Gaps.HasGaps || session.Gaps.IsLateStart,
            Class = Class(fold, settings, engaged, reachedGoal),
            Engaged = engaged,
            Friction = new Friction(
                fold.QuickBacks, fold.Backtracks, fold.Repeats, fold.Rage, fold.Errors, Sum(session.Views, v => v.RageClicks), Sum(session.Views, v => v.DeadClicks),
                Sum(session.Views, v => v.Errors)),
            Findings = findings,
            Alerts = session.Alerts.Count == 0 ? [] : [.. session.Alerts],
            Actor = actor,
            ActorReason = reason,
            ActorProof = session.Proof,
            RefusedFeatures = session.Refused,
            Exposures = session.Exposures.Count == 0 ? [] : [.. session.Exposures.OrderBy(x => x.Time)],
        };
    }

    private static int Sum(PageViews? views, Func<PageView, int> count) => views?.All.Sum(count) ?? 0;

    private static JourneyClass Class(StepFold fold, JourneySettings settings, bool engaged, bool reachedGoal) =>
        reachedGoal ? JourneyClass.Completed
        : fold.Last?.Outcome is Outcome.Denied or Outcome.Failed ? JourneyClass.Blocked
        : (fold.FlowsEntered & ~fold.FlowsCompleted) != 0 ? JourneyClass.Abandoned
        : !engaged ? JourneyClass.Bounced
        : settings.Goals.Count > 0 && fold.StepCount >= WanderingSteps ? JourneyClass.Wandering
        : JourneyClass.Browsing;

    // With events between repeats of the last step there is no think time of the step as a whole: how long the person stayed is not known.
    private static Step Step(FoldedStep step, bool isLast) => new()
    {
        Name = step.Name,
        Time = UnixTime.ToDate(step.Time),
        Count = step.Count,
        Kind = step.Kind,
        Outcome = step.Outcome,
        Status = step.Status,
        Server = UnixTime.ToSpan(step.Server),
        Dwell = isLast || step.Dwell < 0 ? null : UnixTime.ToSpan(step.Dwell),
        DwellSource = isLast || step.Dwell < 0 ? DwellSource.Censored : DwellSource.Gap,
        Children = step.Children,
        Landed = step.Landed,
        Passed = step.Passed ?? [],
        Fields = step.Kind == StepKind.Custom ? [] : step.Fields ?? [],
        Properties = step.Kind == StepKind.Custom ? RawStep.Properties(step.Fields) : [],
        Cause = step.Cause,
        Trace = step.Trace,
        QuickBack = step.QuickBack,
        Backtrack = step.Backtrack,
        Repeats = step.Repeats,
        Rage = step.Rage,
    };
}
