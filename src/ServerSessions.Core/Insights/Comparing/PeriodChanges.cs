using System.Globalization;

namespace ServerSessions.Insights.Comparing;

/// <summary>Finds what differs between two stretches of time by more than chance, clearest first, and what changed most with it.</summary>
internal static class PeriodChanges
{
    // In standard errors.
    private const double Clear = 2;
    private const double NoticeableShare = 0.02;
    private const string GoalsPage = "insights/goals";

    public static IReadOnlyList<FigureChange> Of(PeriodFigures before, PeriodFigures after)
    {
        var found = new List<(double Clearness, FigureChange Change)>();
        var (earlier, later) = (before.Overview.Sessions, after.Overview.Sessions);
        Add(found, Counts(earlier, later), new FigureChange("sessions", null, earlier, later, IsShare: false, SourceOf(before.Overview, after.Overview), ""));
        if (before.Overview.EngagedShare is { } engagedBefore && after.Overview.EngagedShare is { } engagedAfter)
            Add(found, Shares(engagedBefore, earlier, engagedAfter, later), new FigureChange("engaged share", null, engagedBefore, engagedAfter, IsShare: true, null, ""));
        foreach (var (name, funnel) in after.Funnels)
            if (before.Funnels.FirstOrDefault(f => f.Name == name).Report is { } was && was.Conversion is { } conversionBefore && funnel.Conversion is { } conversionAfter)
                Add(found, Shares(conversionBefore, was.Steps[0].Entered, conversionAfter, funnel.Steps[0].Entered),
                    new FigureChange("conversion of the funnel", name, conversionBefore, conversionAfter, IsShare: true, LossOf(was, funnel, conversionAfter < conversionBefore), GoalsPage));
        foreach (var goal in before.Goals.Goals.Select(g => g.Goal).Union(after.Goals.Goals.Select(g => g.Goal)))
        {
            var (was, now) = (Reached(before.Goals, goal), Reached(after.Goals, goal));
            Add(found, Counts(was, now), new FigureChange("sessions that reached the goal", goal, was, now, IsShare: false, null, GoalsPage));
        }

        return [.. found.OrderByDescending(f => f.Clearness).Select(f => f.Change)];
    }

    /// <summary>Names the step at which the share that goes on changed most, and the cause whose share changed most there.</summary>
    public static string? LossOf(FunnelReport before, FunnelReport after, bool isFall)
    {
        var direction = isFall ? 1 : -1;
        var worst = after.Steps.SkipLast(1).Zip(before.Steps, (now, was) => (Now: now, Was: was)).Where(s => s.Now.Entered > 0 && s.Was.Entered > 0)
            .Select(s => (s.Now, s.Was, More: direction * (Lost(s.Now) - Lost(s.Was)))).OrderByDescending(s => s.More).FirstOrDefault();
        if (worst.Now is null || worst.More < NoticeableShare)
            return null;
        var cause = worst.Now.Causes.Select(c => c.Cause).Union(worst.Was.Causes.Select(c => c.Cause))
            .Select(name => (Name: name, Was: Share(worst.Was, name), Now: Share(worst.Now, name))).OrderByDescending(c => direction * (c.Now - c.Was)).FirstOrDefault();
        var text = $"At \"{worst.Now.Step}\", {Percent(Lost(worst.Now))} did not go on, {Percent(Lost(worst.Was))} before";
        return cause.Name is not null && direction * (cause.Now - cause.Was) >= NoticeableShare
            ? $"{text}; of these, the cause \"{cause.Name}\" went from {Percent(cause.Was)} to {Percent(cause.Now)} of those who were there." : text + ".";
    }

    private static string? SourceOf(Overview before, Overview after)
    {
        var falls = after.Sessions < before.Sessions;
        var source = before.Referrers.Concat(before.TopSources).Select(r => r.Name).Union(after.Referrers.Concat(after.TopSources).Select(r => r.Name))
            .Select(name => (Name: name, Was: Count(before, name), Now: Count(after, name))).OrderByDescending(s => falls ? s.Was - s.Now : s.Now - s.Was).FirstOrDefault();
        return source.Name is not null && Math.Abs(source.Now - source.Was) * 4 >= Math.Abs(after.Sessions - before.Sessions) && source.Now != source.Was
            ? string.Create(CultureInfo.InvariantCulture, $"Sessions that came from \"{source.Name}\" went from {source.Was} to {source.Now}.") : null;
    }

    private static void Add(List<(double, FigureChange)> found, double clearness, FigureChange change)
    {
        if (clearness >= Clear)
            found.Add((clearness, change));
    }

    private static double Counts(long before, long after) => before + after == 0 ? 0 : Math.Abs(after - before) / Math.Sqrt(before + after);

    private static double Shares(double before, long ofBefore, double after, long ofAfter)
    {
        if (ofBefore == 0 || ofAfter == 0)
            return 0;
        var pooled = ((before * ofBefore) + (after * ofAfter)) / (ofBefore + ofAfter);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / ofBefore) + (1.0 / ofAfter)));
        return error > 0 ? Math.Abs(after - before) / error : 0;
    }

    private static double Lost(FunnelStep step) => 1 - ((double)step.Converted / step.Entered);

    private static double Share(FunnelStep step, string cause) => (double)(step.Causes.FirstOrDefault(c => c.Cause == cause)?.Count ?? 0) / step.Entered;

    private static long Reached(GoalReport report, string goal) => report.Goals.FirstOrDefault(g => g.Goal == goal)?.Sessions ?? 0;

    private static long Count(Overview overview, string name) => overview.Referrers.Concat(overview.TopSources).FirstOrDefault(r => r.Name == name)?.Count ?? 0;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100)} %");
}
