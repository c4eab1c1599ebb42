using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Model.Browser;

namespace ServerSessions.Reports;

/// <summary>A journey as reports show it.</summary>
internal static class Projection
{
    public static SessionSummary Summary(Journey journey) => new()
    {
        Id = journey.Id.ToString(),
        Start = journey.Start,
        End = journey.End,
        DurationSeconds = Math.Round(journey.Duration.TotalSeconds, 3),
        Live = journey.Close == CloseReason.Open,
        UserHash = journey.User.IsNone ? null : journey.User.ToString(),
        Client = journey.Client,
        Entry = journey.Entry?.Name,
        Exit = journey.Close == CloseReason.Open ? null : journey.Exit?.Name,
        Steps = journey.StepCount,
        Actor = journey.Actor,
        ActorReason = journey.ActorReason,
        ActorName = ActorName(journey),
        Class = journey.Class,
        Engaged = journey.Engaged,
        Friction = journey.Friction.Score,
        // As of the session's end: the risk of a finding does not decay with the report's age.
        Risk = Risk.Of(journey.Findings, journey.End),
        Rules = [.. journey.Findings.Select(f => f.Rule).Distinct()],
    };

    public static SessionReport Report(Journey journey, IReadOnlyList<SessionSummary> neighbours) => new()
    {
        Summary = Summary(journey),
        Previous = journey.Previous?.ToString(),
        Close = journey.Close,
        Key = journey.Key.ToString(),
        KeyKind = journey.KeyKind,
        Network = journey.Network,
        Referrer = journey.Referrer,
        ReferrerClass = journey.ReferrerClass,
        Campaign = journey.Campaign,
        Traits = journey.Traits.ToDictionary(StringComparer.Ordinal),
        Requests = journey.Requests,
        Passive = journey.Passive,
        HasGaps = journey.HasGaps,
        FrictionParts = journey.Friction,
        Steps = [.. journey.Steps.Select(Step)],
        Clicks = journey.Clicks.Count == 0 ? null : [.. journey.Clicks.Select(Click)],
        Fields = journey.Fields.Count == 0 ? null : [.. journey.Fields.Select(Field)],
        Exposures = journey.Exposures,
        Alerts = journey.Alerts,
        Findings = journey.Findings,
        Neighbours = neighbours,
    };

    private static string? ActorName(Journey journey) => journey.Actor switch
    {
        SessionActor.Person => null,
        SessionActor.Attacker => journey.Findings.Where(f => !f.IsFalsePositive).OrderByDescending(f => f.Severity).Select(f => (f.Rule, f.Severity))
            .Concat(journey.Alerts.Where(a => !a.IsFalsePositive).Select(a => (a.Rule, a.Severity))).OrderByDescending(f => f.Severity).Select(f => f.Rule).FirstOrDefault(),
        _ => journey.Client is { } client ? ClientParts.Of(client).Browser : null,
    };

    private static SessionStep Step(Step step) => new()
    {
        Time = step.Time,
        Step = step.Name,
        Count = step.Count,
        Kind = step.Kind,
        Outcome = step.Outcome,
        Status = step.Status,
        DwellMs = step.Dwell is { } dwell ? (long)Math.Round(dwell.TotalMilliseconds) : null,
        DwellSource = step.DwellSource,
        ServerMs = Math.Round(step.Server.TotalMilliseconds, 1),
        Children = step.Children,
        Landed = step.Landed,
        Passed = step.Passed.Count == 0 ? null : step.Passed,
        Fields = step.Fields,
        Properties = step.Properties.Count == 0 ? null : step.Properties.DistinctBy(p => p.Key).ToDictionary(StringComparer.Ordinal),
        Cause = step.Cause,
        Signs = SignsOf(step) is { Count: > 0 } signs ? signs : null,
        Engagement = step.Engagement is { } seen
            ? new StepEngagement((long)Math.Round(seen.Visible.TotalMilliseconds), seen.ScrollDepth, seen.Clicks, seen.RageClicks, seen.DeadClicks, seen.ScriptErrors) { Vitals = seen.Vitals }
            : null,
        TraceId = step.Trace,
    };

    private static SessionClick Click(StepClick click) => new()
    {
        Step = click.Step,
        Element = click.Click.Element,
        Column = click.Click.Cell < BrowserClick.NoCell ? click.Click.Cell % 10 : null,
        Row = click.Click.Cell < BrowserClick.NoCell ? click.Click.Cell / 10 : null,
        Kind = click.Click.Kind.ToString().ToLowerInvariant(),
        Count = click.Count,
    };

    private static SessionField Field(StepField used) => new()
    {
        Step = used.Step,
        Field = used.Field.Name,
        Focuses = used.Field.Focuses,
        Changes = used.Field.Changes,
        Errors = used.Field.Errors,
        FocusMs = used.Field.Milliseconds,
        IsLast = used.IsLast,
        IsSent = used.IsSent,
    };

    private static List<FrictionSign> SignsOf(Step step)
    {
        var signs = new List<FrictionSign>();
        if (step.QuickBack)
            signs.Add(FrictionSign.QuickBack);
        if (step.Backtrack)
            signs.Add(FrictionSign.Backtrack);
        if (step.Repeats > 0)
            signs.Add(FrictionSign.Repeat);
        if (step.Rage > 0)
            signs.Add(FrictionSign.Rage);
        return signs;
    }
}
