namespace ServerSessions.Insights.Floors;

/// <summary>
/// Withholds what a report would show of fewer than five people. Counts below the floor become 0 and rows below it are left out. With rounding, every other number is
/// rounded down to a multiple of five, and shares and medians to two digits and of rounded counts: then 0 stands for "none or too few", and the difference of two
/// numbers shows no single session.
/// </summary>
/// <param name="sessions">The smallest number of sessions that is shown.</param>
/// <param name="isRounded">Whether numbers are rounded, for readers that see no single session.</param>
internal sealed partial class ReportFloor(long sessions, bool isRounded)
{
    private const int Step = PeopleCount.Floor;
    private const int Digits = 2;

    /// <summary>For people that see single sessions without identities: five sessions, exact above.</summary>
    public static ReportFloor OfSessions { get; } = new(PeopleCount.Floor, isRounded: false);

    /// <summary>For people that see no session: the strictest floor of several ranges, rounded.</summary>
    public static ReportFloor Of(params ReadOnlySpan<PeopleCount> ranges)
    {
        var strictest = 0L;
        foreach (var range in ranges)
            strictest = Math.Max(strictest, range.Sessions);
        return new ReportFloor(strictest, isRounded: true);
    }

    /// <summary>The types of reports that a floor can be applied to.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(Overview), typeof(FunnelReport), typeof(PathReport), typeof(FrictionReport), typeof(GoalReport), typeof(ReleaseReport), typeof(TrendReport), typeof(InsightAlertReport),
        typeof(AbandonmentReport), typeof(AdoptionReport), typeof(RetentionReport), typeof(LatencyReport), typeof(ExperimentReadout), typeof(NudgeReport), typeof(NavigationReport),
        typeof(EngagementReport), typeof(ClickReport), typeof(FieldReport), typeof(WebVitalsReport),
    ];

    /// <summary>Returns the report with the floor applied; a value of another type as it is.</summary>
    public object Apply(object report) => report switch
    {
        Overview overview => Of(overview),
        FunnelReport funnel => Of(funnel),
        PathReport paths => Of(paths),
        FrictionReport friction => Of(friction),
        GoalReport goals => Of(goals),
        ReleaseReport release => Of(release),
        TrendReport trends => Of(trends),
        InsightAlertReport alert => Of(alert),
        AbandonmentReport abandonment => Of(abandonment),
        AdoptionReport adoption => Of(adoption),
        RetentionReport retention => Of(retention),
        LatencyReport latency => Of(latency),
        ExperimentReadout experiment => Of(experiment),
        NudgeReport nudges => Of(nudges),
        NavigationReport navigation => Of(navigation),
        EngagementReport engagement => Of(engagement),
        ClickReport clicks => Of(clicks),
        FieldReport fields => Of(fields),
        WebVitalsReport vitals => Of(vitals),
        IReadOnlyList<ExperimentReadout> experiments => (IReadOnlyList<ExperimentReadout>)[.. experiments.Select(Of)],
        Page<ExperimentReadout> experiments => experiments with { Items = [.. experiments.Items.Select(Of)] },
        IReadOnlyList<(string Name, FunnelReport Report)> funnels => (IReadOnlyList<(string Name, FunnelReport Report)>)[.. funnels.Select(f => (f.Name, Of(f.Report)))],
        IReadOnlyList<InsightAlertReport> alerts => (IReadOnlyList<InsightAlertReport>)[.. alerts.Select(Of)],
        Page<InsightAlertReport> alerts => alerts with { Items = [.. alerts.Items.Select(Of)] },
        _ => report,
    };

    public Overview Of(Overview report)
    {
        var all = Count(report.Sessions);
        var (engaged, bounced) = (Count(Part(report.EngagedShare, report.Sessions)), Count(Part(report.BounceShare, report.Sessions)));
        return report with
        {
            Sessions = all,
            Live = Count(report.Live),
            Users = Count(report.Users),
            Steps = all == 0 ? 0 : Amount(report.Steps),
            EngagedShare = Share(engaged, all),
            BounceShare = Share(bounced, all),
            SingleStep = Count(report.SingleStep),
            Unlisted = Count(report.Unlisted),
            MedianDurationSeconds = Median(report.MedianDurationSeconds, all),
            // By steps and not by sessions: one person can have all of them.
            Outcomes = isRounded ? [] : Rows(report.Outcomes),
            TopSteps = isRounded ? [] : Rows(report.TopSteps),
            Classes = Rows(report.Classes),
            TopEntries = Rows(report.TopEntries),
            TopExits = Rows(report.TopExits),
            Referrers = Rows(report.Referrers),
            TopSources = Rows(report.TopSources),
            TopCampaigns = Rows(report.TopCampaigns),
            Hours = [.. report.Hours.Select(h => h with { Sessions = Count(h.Sessions) })],
            LeftOut = Rows(report.LeftOut),
        };
    }

    public FunnelReport Of(FunnelReport report)
    {
        var (units, first) = (Count(report.Units), report.Steps.Count > 0 ? Count(report.Steps[0].Entered) : 0);
        var completed = report.Steps.Count > 0 ? Count(report.Steps[^1].Entered) : 0;
        return report with
        {
            Scope = Of(report.Scope),
            Units = units,
            Steps = [.. report.Steps.Select(s => Of(s, first))],
            Conversion = Share(completed, first),
            TotalSeconds = Of(report.TotalSeconds, completed),
            Values = Of(report.Values),
            Factors = [.. report.Factors.Where(f => Count(f.Units) > 0 && Count(f.Converted) > 0).Select(f => f with
            {
                Units = Count(f.Units),
                Converted = Count(f.Converted),
                OddsRatio = Rounded(f.OddsRatio),
                P = Rounded(f.P),
                Q = Rounded(f.Q),
            })],
            Breakdown = report.Breakdown.Where(b => Count(b.Value.Units) > 0).ToDictionary(b => b.Key, b => Of(b.Value)),
        };
    }

    public PathReport Of(PathReport report) => report with
    {
        Scope = Of(report.Scope),
        Sessions = Count(report.Sessions),
        Edges = [.. report.Edges.Where(e => Count(e.Sessions) > 0).Select(e => e with { Sessions = Count(e.Sessions), Transitions = Amount(e.Transitions) })],
        Entries = Rows(report.Entries),
        Exits = Rows(report.Exits),
        // What is not listed can be one person's.
        Other = isRounded ? new LeftOutEdges(0, 0) : report.Other,
        LoopRatio = Median(report.LoopRatio, Count(report.Sessions)),
        Levels = [.. report.Levels.Where(l => Count(l.Sessions) > 0).Select(l => l with { Sessions = Count(l.Sessions) })],
    };

    public FrictionReport Of(FrictionReport report)
    {
        var all = Count(report.Sessions);
        return report with
        {
            Scope = Of(report.Scope),
            Sessions = all,
            QuickBacks = Amount(report.QuickBacks, all),
            Backtracks = Amount(report.Backtracks, all),
            Repeats = Amount(report.Repeats, all),
            Rage = Amount(report.Rage, all),
            Stalls = Amount(report.Stalls, all),
            SessionsWithBacktrack = Count(report.SessionsWithBacktrack),
            Steps = [.. report.Steps.Where(s => Count(s.Sessions) > 0).Select(Of)],
            Worst = isRounded ? [] : report.Worst,
        };
    }

    public GoalReport Of(GoalReport report)
    {
        var all = Count(report.Sessions);
        return report with
        {
            Scope = Of(report.Scope),
            Sessions = all,
            Goals = [.. report.Goals.Where(g => Count(g.Sessions) > 0).Select(g => g with
            {
                Times = Amount(g.Times),
                Sessions = Count(g.Sessions),
                Users = Count(g.Users),
                Conversion = Share(Count(g.Sessions), all),
                Values = Of(g.Values),
            })],
        };
    }

    public ReleaseReport Of(ReleaseReport report)
    {
        var (before, after) = (Count(report.SessionsBefore), Count(report.SessionsAfter));
        return report with
        {
            Scope = Of(report.Scope),
            SessionsBefore = before,
            SessionsAfter = after,
            Changes = before == 0 || after == 0 ? [] : [.. report.Changes.Select(c => c with
            {
                Before = Rounded(c.Before),
                After = Rounded(c.After),
                Relative = Rounded(c.Relative),
                Error = Rounded(c.Error),
            })],
        };
    }

    public TrendReport Of(TrendReport report) => report with
    {
        Scope = Of(report.Scope),
        Total = Of(report.Total),
        Previous = report.Previous is { } previous ? Of(previous) : null,
        Change = report.Previous is { } before && Count(before.Sessions) is > 0 and var earlier ? Rounded((Count(report.Total.Sessions) / (double)earlier) - 1) : null,
        Hours = [.. report.Hours.Select(Of)],
        Days = [.. report.Days.Select(Of)],
        HourOfWeek = [.. report.HourOfWeek.Select(day => (IReadOnlyList<long>)[.. day.Select(Count)])],
        Weekdays = Median(report.Weekdays, Count(report.Total.Sessions)),
        Weekends = Median(report.Weekends, Count(report.Total.Sessions)),
        Seasonality = Median(report.Seasonality, Count(report.Total.Sessions)),
    };

    public InsightAlertReport Of(InsightAlertReport alert) => Count(alert.Sessions) is var counted && counted == 0
        ? alert with { Sessions = 0, Value = null }
        : alert with { Sessions = counted, Value = Rounded(alert.Value) };

    private FunnelStep Of(FunnelStep step, long first)
    {
        var (entered, converted) = (Count(step.Entered), Count(step.Converted));
        return step with
        {
            Entered = entered,
            Converted = converted,
            Share = Share(entered, first) ?? 0,
            TimeToConvertSeconds = Of(step.TimeToConvertSeconds, converted),
            Times = [.. step.Times.Select(t => t with { Count = Count(t.Count) })],
            Causes = Rows(step.Causes),
            RevenueAtRisk = [.. step.RevenueAtRisk.Where(r => Count(r.Lost) > 0).Select(r => r with
            {
                Lost = Count(r.Lost),
                Share = Rounded(r.Share),
                Median = Rounded(r.Median),
                Value = Rounded(r.Value),
            })],
            Next = Rows(step.Next),
        };
    }

    private FrictionStep Of(FrictionStep step) => step with
    {
        Sessions = Count(step.Sessions),
        Visits = Amount(step.Visits),
        Abandonments = Count(step.Abandonments),
        QuickBacks = Amount(step.QuickBacks),
        Backtracks = Amount(step.Backtracks),
        Repeats = Amount(step.Repeats),
        Rage = Amount(step.Rage),
        Stalls = Amount(step.Stalls),
        ErrorThenExit = Count(step.ErrorThenExit),
        DwellSeconds = Of(step.DwellSeconds, Count(step.Sessions)),
    };

    private TrendTotals Of(TrendTotals totals) => Count(totals.Sessions) is var all && all == 0
        ? new TrendTotals(0, 0, 0, 0)
        : new TrendTotals(all, Amount(totals.Steps), Count(totals.Engaged), Count(totals.Completed));

    private TrendPoint Of(TrendPoint point) => Count(point.Sessions) is var all && all == 0
        ? point with { Sessions = 0, Steps = 0, Engaged = 0, Completed = 0 }
        : point with { Sessions = all, Steps = Amount(point.Steps), Engaged = Count(point.Engaged), Completed = Count(point.Completed) };

    private InsightScope? Of(InsightScope? scope) => scope is null ? null : scope with { Journeys = Count(scope.Journeys), LeftOut = Rows(scope.LeftOut) };

    private Percentiles Of(Percentiles times, long of) => new(Median(times.P50, of), Median(times.P90, of));

    // Few values of a currency can be one person's.
    private IReadOnlyList<ValueFigures> Of(IReadOnlyList<ValueFigures> values) =>
        [.. values.Where(v => Count(v.Count) > 0).Select(v => v with { Count = Count(v.Count), Sum = Rounded(v.Sum), Median = Rounded(v.Median) })];

    private IReadOnlyList<NamedCount> Rows(IReadOnlyList<NamedCount> rows) => [.. rows.Where(r => Count(r.Count) > 0).Select(r => r with { Count = Count(r.Count) })];

    private IReadOnlyList<StepSessions> Rows(IReadOnlyList<StepSessions> rows) => [.. rows.Where(r => Count(r.Sessions) > 0).Select(r => r with { Sessions = Count(r.Sessions) })];

    /// <summary>A number of sessions or units.</summary>
    private long Count(long count) => count < sessions ? 0 : isRounded ? count - (count % Step) : count;

    /// <summary>A number of something that sessions above the floor have.</summary>
    private long Amount(long amount) => isRounded ? amount - (amount % Step) : amount;

    private long Amount(long amount, long of) => of == 0 ? 0 : Amount(amount);

    private double? Share(long part, long all) => all == 0 ? null : Rounded((double)part / all);

    private double? Median(double? value, long of) => of == 0 ? null : Rounded(value);

    private static long Part(double? share, long all) => (long)Math.Round((share ?? 0) * all);

    private double? Rounded(double? value) => value is { } number ? Rounded(number) : null;

    private double Rounded(double value)
    {
        if (!isRounded || value == 0 || !double.IsFinite(value))
            return value;
        var scale = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) + 1 - Digits);
        return Math.Round(Math.Round(value / scale) * scale, 10);
    }

    private decimal? Rounded(decimal? value) => value is { } number ? Rounded(number) : null;

    private decimal Rounded(decimal value) => isRounded ? (decimal)Rounded((double)value) : value;
}
