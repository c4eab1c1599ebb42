using System.Globalization;

namespace ServerSessions.Detection.Rules;

/// <summary>D20: of something that people rarely meet there is suddenly far more, over the whole site, than at this hour of other weeks.</summary>
internal sealed class SiteShift(SiteShiftOptions options) : ISessionDetector
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Bucket = TimeSpan.FromMinutes(1);
    private const int Buckets = 12; // ten minutes, the one that begins and the one that ends

    public DetectorInfo Info { get; } = new()
    {
        Id = "D20",
        Name = "site-wide shift",
        Summary = "Login failures, password resets, sign-outs or refusals of the whole site are far above what is usual at this hour of the week.",
        Subjects = [ActorKind.Site],
        Mode = DetectionMode.Observe,
        Capacity = (SiteKinds.Count * Buckets) + OutageEvidence.Capacity,
        Horizon = Window + Bucket,
        Needs = DetectorNeeds.Baselines,
        Hears = ["D1"],
        References = ["OWASP ASVS 5.0 16.3.3", "OWASP AppSensor STE1", "OWASP AppSensor STE2", "OWASP AppSensor STE3"],
    };

    // Until two weeks are learned, nothing is reported to the site's partition.
    public bool Concerns(DetectorContext context) =>
        context.Baselines.Site.ByKind.Count > 0 && SiteKinds.Of(context.Event) is not SiteKind.None and var kind
        && context.Baselines.Site.Expected(kind, context.Now) is not null;

    public void Observe(DetectorContext context)
    {
        if (context.Heard is not null)
        {
            Hear(context);
            return;
        }

        var kind = SiteKinds.Of(context.Event);
        if (kind == SiteKind.LoginSuccesses)
        {
            Forget(context);
            if (!context.Account.IsNone)
                new OutageEvidence(context.Memory).NoteSuccess(context);
            return;
        }

        var minute = new DateTimeOffset(context.Now.Ticks - (context.Now.Ticks % Bucket.Ticks), TimeSpan.Zero);
        var count = 1UL;
        foreach (var mark in context.Memory.Marks)
            if (mark.Code == (int)kind && mark.Time == minute)
                count = mark.Value + 1;
        Forget(context);
        context.Memory.Forget(m => m.Code == (int)kind && m.Time == minute);
        context.Memory.Add(new Mark(
            minute, count, (int)kind, default, context.Step, context.Outcome,
            string.Create(CultureInfo.InvariantCulture, $"{count} {SiteKinds.Name(kind)} in this minute")));
        Judge(context, kind);
    }

    // D1 reports accounts that fail at home, and asks about a source that it is about to find.
    private void Hear(DetectorContext context)
    {
        if (!context.IsNotice)
            return;
        if (!context.Account.IsNone)
        {
            Forget(context);
            new OutageEvidence(context.Memory).NoteFailure(context);
        }
        else if (context.Path == 0)
            Answer(context);
    }

    private void Answer(DetectorContext context)
    {
        if (Limit(context, SiteKind.LoginFailures) is not { } limit || Count(context, SiteKind.LoginFailures, Window) < limit.Count
            || context.Baselines.Site.Expected(SiteKind.LoginSuccesses, context.Now) is not { } usual || !new OutageEvidence(context.Memory).IsOutage(context.Now, usual.Mean))
            return;
        context.Tell(ActorKind.Source, new Pseudonym(context.Network, context.Agent), context.Mark());
        if (context.Agent == 0)
            context.Tell(ActorKind.Network, new Pseudonym(context.Network, 0), context.Mark());
    }

    private static void Forget(DetectorContext context)
    {
        var oldest = context.Now - Window - Bucket;
        context.Memory.Forget(m => m.Time <= oldest);
    }

    private void Judge(DetectorContext context, SiteKind kind)
    {
        var minutes = context.Memory.Marks.Where(m => m.Code == (int)kind && m.Time > context.Now - Window).ToList();
        var seen = minutes.Sum(m => (long)m.Value);
        if (seen < options.Events || Limit(context, kind) is not var (limit, usual) || seen < limit)
            return;
        context.Raise(
            seen >= 2 * limit ? Severity.Medium : Severity.Low,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seen} {SiteKinds.Name(kind)} on the whole site in 10 minutes; at this hour of the week {usual.Mean:0.#} are usual (± {usual.Deviation:0.#}, {usual.Weeks} weeks)."),
            minutes,
            new Measure($"{SiteKinds.Name(kind)} in 10 minutes", seen, Math.Round(limit, 1)),
            new Measure("times the usual count", usual.Mean > 0 ? Math.Round(seen / usual.Mean, 1) : seen, options.Times));
    }

    private (double Count, SiteHour Usual)? Limit(DetectorContext context, SiteKind kind) =>
        context.Baselines.Site.Expected(kind, context.Now) is { } usual
            ? (Math.Max(options.Events, Math.Max(options.Times * usual.Mean, usual.Mean + (options.Deviations * usual.Deviation))), usual)
            : null;

    private static long Count(DetectorContext context, SiteKind kind, TimeSpan time)
    {
        var sum = 0L;
        foreach (var mark in context.Memory.Marks)
            if (mark.Code == (int)kind && mark.Time > context.Now - time)
                sum += (long)mark.Value;
        return sum;
    }
}
