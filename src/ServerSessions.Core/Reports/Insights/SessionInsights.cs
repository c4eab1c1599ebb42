using System.Text.Json.Serialization.Metadata;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Insights.Funnels;
using ServerSessions.Journeys;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Cohorts;

namespace ServerSessions.Reports.Insights;

/// <summary>Answers insights from rollups, or from the journeys one by one; what is costly and names no session comes through the cache.</summary>
internal sealed class SessionInsights(
    StoredJourneys journeys, StoredRollups rollups, InsightSettings settings, AppFeatures features, FunnelReader funnels, ExperimentReports experiments,
    NavigationReports navigation, NudgeReports nudges, Deployments deployments, ReleaseReader releases, CohortResolver cohorts, InsightCache cache, SingleSessions single, TimeProvider time) : ISessionInsights
{
    /// <summary>Up to this number, journeys are folded one by one unless the query names a source, because they hold more than rollups do.</summary>
    public const long OneByOne = 200_000;

    private static ReportsJsonContext Json => ReportsJsonContext.Default;

    public IReadOnlyList<FunnelDefinition> Funnels => settings.Funnels;

    public async ValueTask<FunnelReport> FunnelAsync(
        FunnelDefinition funnel, InsightQuery? query = null, string? breakdown = null, CancellationToken cancellationToken = default)
    {
        var range = await RangeAsync(query, cancellationToken);
        var isRolled = breakdown is null && settings.Funnels.Any(f => f.Name == funnel.Name && f.Shape == funnel.Shape && f.Unit == FunnelUnit.Session);
        var fromRollups = await FromRollupsAsync(query, range, isRolled, cancellationToken);
        var question = range.Question("funnel", fromRollups) with { Funnel = funnel, Breakdown = breakdown };
        return await AnswerAsync(
            range, question, Json.FunnelReport,
            async token =>
            {
                if (!fromRollups)
                    return await funnels.ReportAsync(funnel, range, breakdown, question, token);
                var fold = FunnelFold.Rolled(funnel);
                var scope = await rollups.MergeAsync(range, FunnelFold.RollupName(funnel), fold, token);
                return fold.Result() with { Scope = scope };
            },
            cancellationToken);
    }

    public async ValueTask<Page<SessionSummary>> FunnelSessionsAsync(
        FunnelDefinition funnel, FunnelSessions which, InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        single.Demand();
        return await funnels.SessionsAsync(funnel, which, await RangeAsync(query, cancellationToken), cancellationToken);
    }

    public async ValueTask<PathReport> PathsAsync(PathQuery? path = null, InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var of = path ?? new PathQuery();
        if (of.Depth is < 1 or > 50)
            throw new ArgumentException($"The depth is {of.Depth}; expected 1 to 50.");
        var range = await RangeAsync(query, cancellationToken);
        var fromRollups = await FromRollupsAsync(query, range, of.Step is null, cancellationToken);
        var question = range.Question("paths", fromRollups) with { Paths = of };
        return await AnswerAsync(
            range, question, Json.PathReport,
            async token =>
            {
                if (fromRollups)
                {
                    var rolled = new PathFold();
                    var rolledScope = await rollups.MergeAsync(range, PathFold.Name, rolled, token);
                    return rolled.Result() with { Scope = rolledScope };
                }

                var (fold, scope) = await journeys.FoldAsync(
                    range, () => new PathFold(of.Step, of.Depth, of.Backward), (f, j) => f.Add(j), (f, other) => f.Merge(other.Fields), token, question);
                return fold.Result() with { Scope = scope };
            },
            cancellationToken);
    }

    public async ValueTask<FrictionReport> FrictionAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await RangeAsync(query, cancellationToken);
        if (await FromRollupsAsync(query, range, true, cancellationToken))
            return await AnswerAsync(
                range, range.Question("friction", fromRollups: true), Json.FrictionReport,
                async token =>
                {
                    var rolled = new FrictionFold(settings.Flows);
                    var rolledScope = await rollups.MergeAsync(range, FrictionFold.Name, rolled, token);
                    return rolled.Result() with { Scope = rolledScope };
                },
                cancellationToken);

        // From journeys, the answer names the worst sessions, so it is not cached.
        var (fold, scope) = await journeys.FoldAsync(
            range, () => new FrictionFold(settings.Flows, new DwellTimes(Distribution.Some)), (f, j) => f.Add(j), (f, other) => f.Merge(other), cancellationToken,
            range.Question("friction", fromRollups: false));
        var report = fold.Result() with { Scope = scope };
        return single.AreShown ? report : report with { Worst = [] };
    }

    public async ValueTask<AbandonmentReport> AbandonmentAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await RangeAsync(query, cancellationToken);
        var fromRollups = await FromRollupsAsync(query, range, true, cancellationToken);
        var question = range.Question("abandonment", fromRollups);
        return await AnswerAsync(
            range, question, Json.AbandonmentReport,
            async token =>
            {
                if (fromRollups)
                {
                    var rolled = new AbandonmentFold(settings.Flows);
                    var rolledScope = await rollups.MergeAsync(range, AbandonmentFold.Name, rolled, token);
                    return rolled.Result() with { Scope = rolledScope };
                }

                var (fold, scope) = await journeys.FoldAsync(
                    range, () => new AbandonmentFold(settings.Flows, new Recoveries()), (f, j) => f.Add(j), (f, other) => f.Merge(other), token, question);
                return fold.Result() with { Scope = scope };
            },
            cancellationToken);
    }

    public async ValueTask<AdoptionReport> AdoptionAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await JourneysAsync(query, cancellationToken);
        var (of, endpoints, catalog) = await features.FindAsync(cancellationToken);
        return await FoldedAsync(
            range, range.Question("adoption", fromRollups: false) with { Catalog = catalog }, Json.AdoptionReport, () => new AdoptionFold(of), (f, j) => f.Add(j), (f, other) => f.Merge(other),
            f =>
            {
                var last = range.To.AddTicks(-1) < time.GetUtcNow() ? range.To.AddTicks(-1) : time.GetUtcNow();
                return f.Result(of.Day(last), endpoints.Select(e => e.Step));
            },
            cancellationToken);
    }

    public async ValueTask<RetentionReport> RetentionAsync(RetentionQuery? retention = null, InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var (range, of) = (await JourneysAsync(query, cancellationToken), retention ?? new RetentionQuery());
        return await FoldedAsync(
            range, range.Question("retention", fromRollups: false) with { Retention = of }, Json.RetentionReport, () => new RetentionFold(of, settings), (f, j) => f.Add(j),
            (f, other) => f.Merge(other), f => f.Result(), cancellationToken);
    }

    public async ValueTask<TrendReport> TrendsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await RangeAsync(query, cancellationToken, settings.Zone);
        var before = range.Before(settings.Zone);
        var fromRollups = range.Segment.Rolled is not null && query?.Rollups != false;
        var report = await AnswerAsync(
            range, range.Question("trends", fromRollups) with { ReadFrom = before.From }, Json.TrendReport,
            async token =>
            {
                var (fold, scope) = await TrendAsync(range, fromRollups, token);
                var (earlier, _) = await TrendAsync(before, fromRollups, token);
                // A range that is not over is compared with as much of the one before it.
                var left = Math.Clamp(range.ToQuarter - QuarterHours.Up(time.GetUtcNow()), 0, range.ToQuarter - range.FromQuarter);
                return fold.Result(range.FromQuarter, range.ToQuarter, earlier.Total(before.FromQuarter, before.ToQuarter - left), range.ToQuarter - left) with { Scope = scope };
            },
            cancellationToken);
        // A version can be noted after the days that it started in are over.
        return report with { Releases = await deployments.ListAsync(range.From, range.To, cancellationToken) };
    }

    public async ValueTask<EngagementReport> EngagementAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await JourneysAsync(query, cancellationToken);
        return await FoldedAsync(
            range, range.Question("engagement", fromRollups: false), Json.EngagementReport, () => new EngagementFold(), (f, j) => f.Add(j), (f, other) => f.Merge(other), f => f.Result(), cancellationToken);
    }

    public async ValueTask<WebVitalsReport> WebVitalsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await JourneysAsync(query, cancellationToken);
        return await FoldedAsync(
            range, range.Question("vitals", fromRollups: false), Json.WebVitalsReport, () => new WebVitalsFold(), (f, j) => f.Add(j), (f, other) => f.Merge(other), f => f.Result(), cancellationToken);
    }

    public async ValueTask<ClickReport> ClicksAsync(ClickQuery? clicks = null, InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var (range, of) = (await RangeAsync(query, cancellationToken), clicks ?? new ClickQuery());
        var fromRollups = FromRollups(query, range);
        var question = range.Question("clicks", fromRollups) with { Clicks = of };
        return await AnswerAsync(
            range, question, Json.ClickReport,
            async token =>
            {
                var (fold, scope) = await CountsAsync(range, question, ClickFold.Name, () => new ClickFold(), token);
                return fold.Result(of.Step, of.Device) with { Scope = scope };
            },
            cancellationToken);
    }

    public async ValueTask<FieldReport> FieldsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await RangeAsync(query, cancellationToken);
        var fromRollups = FromRollups(query, range);
        var question = range.Question("fields", fromRollups);
        return await AnswerAsync(
            range, question, Json.FieldReport,
            async token =>
            {
                var (fold, scope) = await CountsAsync(range, question, FieldFold.Name, () => new FieldFold(), token);
                return fold.Result() with { Scope = scope };
            },
            cancellationToken);
    }

    public async ValueTask<LatencyReport> LatencyAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await JourneysAsync(query, cancellationToken);
        return await FoldedAsync(
            range, range.Question("latency", fromRollups: false), Json.LatencyReport, () => new LatencyFold(), (f, j) => f.Add(j), (f, other) => f.Merge(other), f => f.Result(), cancellationToken);
    }

    public async ValueTask<GoalReport> GoalsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var range = await JourneysAsync(query, cancellationToken);
        return await FoldedAsync(
            range, range.Question("goals", fromRollups: false), Json.GoalReport, () => new GoalFold(settings.Goals), (f, j) => f.Add(j), (f, other) => f.Merge(other), f => f.Result(), cancellationToken);
    }

    public async ValueTask<AutomationReport> AutomationAsync(InsightQuery? query = null, CancellationToken cancellationToken = default)
    {
        var asked = await JourneysAsync(query, cancellationToken);
        var range = asked with { Segment = asked.Segment.OrAllActors() };
        return await FoldedAsync(
            range, range.Question("automation", fromRollups: false), Json.AutomationReport, () => new AutomationFold(), (f, j) => f.Add(j), (f, other) => f.Merge(other), f => f.Result(), cancellationToken);
    }

    public ValueTask<ExperimentReadout?> ExperimentAsync(string name, InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        experiments.FindAsync(name, query, cancellationToken);

    public ValueTask<IReadOnlyList<ExperimentReadout>> ExperimentsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        experiments.ListAsync(query, cancellationToken);

    public ValueTask<NudgeReport> NudgesAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => nudges.ReadAsync(query, cancellationToken);

    public async ValueTask<IReadOnlyList<Release>> ReleasesAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default) =>
        [.. (await deployments.ListAsync(from ?? DateTimeOffset.UnixEpoch, to ?? DateTimeOffset.MaxValue, cancellationToken)).Reverse()];

    public async ValueTask<ReleaseReport?> ReleaseAsync(string version, int days = 7, Segment? segment = null, CancellationToken cancellationToken = default) =>
        await releases.FindAsync(version, days, await cohorts.ResolveAsync(segment ?? Segment.People, cancellationToken), cancellationToken);

    public ValueTask<NavigationReport> NavigationAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default) =>
        navigation.ReadAsync(from, to, cancellationToken);

    private async ValueTask<(TrendFold Fold, InsightScope Scope)> TrendAsync(InsightRange range, bool fromRollups, CancellationToken cancellationToken)
    {
        if (!fromRollups)
            return await journeys.FoldAsync(range, () => new TrendFold(settings.Zone), (f, j) => f.Add(j), (f, other) => f.Merge(other), cancellationToken);
        var fold = new TrendFold(settings.Zone);
        foreach (var (hour, fields) in await rollups.HoursAsync(range, cancellationToken))
            fold.Add(hour, fields);
        return (fold, await rollups.ScopeAsync(range, cancellationToken));
    }

    private ValueTask<InsightRange> RangeAsync(InsightQuery? query, CancellationToken cancellationToken, TimeZoneInfo? zone = null) =>
        InsightRange.Of(query, time.GetUtcNow(), zone).ResolvedAsync(cohorts, cancellationToken);

    // Clicks and fields of people are kept longer as figures than with the journeys, which have those of any segment.
    private static bool FromRollups(InsightQuery? query, InsightRange range)
    {
        var isKept = range.Segment.Rolled is [RollupClass.People];
        return query?.Rollups != true || isKept
            ? query?.Rollups ?? isKept
            : throw new ArgumentException("Rollups hold clicks and fields of people, without a segment. Leave \"source\" out.");
    }

    private async ValueTask<(T Fold, InsightScope Scope)> CountsAsync<T>(InsightRange range, InsightQuestion question, string name, Func<T> create, CancellationToken cancellationToken)
        where T : CountingFold
    {
        if (!question.FromRollups)
            return await journeys.FoldAsync(range, create, (f, j) => f.Add(j), (f, other) => f.Merge(other.Fields), cancellationToken, question);
        var fold = create();
        return (fold, await rollups.MergeAsync(range, name, fold, cancellationToken));
    }

    private ValueTask<InsightRange> JourneysAsync(InsightQuery? query, CancellationToken cancellationToken) => query?.Rollups != true
        ? RangeAsync(query, cancellationToken, settings.Zone)
        : throw new ArgumentException("Only journeys answer this: rollups hold no users and no single times. Leave \"source\" out.");

    private async ValueTask<bool> FromRollupsAsync(InsightQuery? query, InsightRange range, bool areKept, CancellationToken cancellationToken)
    {
        var can = areKept && range.Segment.Rolled is not null && range.IsWholeDays;
        if (query?.Rollups == true && !can)
            throw new ArgumentException("Rollups hold whole days (UTC) of people, of all others (segment=actor:other) and of both (segment=actor:all), and of funnels only the declared ones by sessions. Leave \"source\" out.");
        return query?.Rollups ?? (can && await CountAsync(range, cancellationToken) > OneByOne);
    }

    // The frozen range moves with the clock, so it is no part of a cached answer.
    private async ValueTask<T> AnswerAsync<T>(
        InsightRange range, InsightQuestion question, JsonTypeInfo<T> type, Func<CancellationToken, ValueTask<T>> compute, CancellationToken cancellationToken)
        where T : InsightReport
    {
        var report = await cache.AnswerAsync(question, type, compute, cancellationToken);
        return question.FromRollups && report.Scope is { } scope
            ? (T)(report with { Scope = scope with { FrozenBefore = await rollups.FrozenAsync(range.From, cancellationToken) } })
            : report;
    }

    private ValueTask<TReport> FoldedAsync<TFold, TReport>(
        InsightRange range, InsightQuestion question, JsonTypeInfo<TReport> type, Func<TFold> create, Action<TFold, Journey> add, Action<TFold, TFold> merge,
        Func<TFold, TReport> result, CancellationToken cancellationToken)
        where TFold : class where TReport : InsightReport => AnswerAsync(
        range, question, type,
        async token =>
        {
            var (fold, scope) = await journeys.FoldAsync(range, create, add, merge, token, question);
            return (TReport)(result(fold) with { Scope = scope });
        },
        cancellationToken);

    private ValueTask<long> CountAsync(InsightRange range, CancellationToken cancellationToken) => cache.AnswerAsync(
        range.Question("count", fromRollups: true), CountJsonContext.Default.Int64, token => rollups.CountAsync(range, token), cancellationToken);
}
