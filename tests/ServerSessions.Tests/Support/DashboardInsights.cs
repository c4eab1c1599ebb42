using ServerSessions.Insights;

namespace ServerSessions.Tests.Support;

/// <summary>Insights full of data, whose every text comes from one source.</summary>
internal sealed class DashboardInsights(Func<string> text)
{
    private static readonly InsightScope Scope =
        new(DashboardData.Now.AddDays(-30), DashboardData.Now, "journeys", 2_000_000, false) { LeftOut = [new NamedCount("attacker", 571)] };

    public PathReport Paths(PathQuery? path) => new()
    {
        Sessions = 90,
        Edges = [new PathEdge(text(), text(), 40, 60), new PathEdge(text(), "optional?", 4, 4)],
        Entries = [new StepSessions(text(), 70), new StepSessions(text(), 20)],
        Exits = [new StepSessions(text(), 60), new StepSessions(text(), 30)],
        Other = new LeftOutEdges(12, 345),
        LoopRatio = 0.25,
        Levels = path?.Step is null ? [] : [new PathLevel(1, text(), text(), 40), new PathLevel(1, text(), text(), 20), new PathLevel(2, text(), text(), 30)],
        Scope = Scope,
    };

    public FrictionReport Friction() => new()
    {
        Sessions = 90,
        QuickBacks = 5,
        Backtracks = 6,
        SessionsWithBacktrack = 4,
        Steps = [new FrictionStep { Step = text(), Sessions = 55, Visits = 70, Abandonments = 3, QuickBacks = 2, DwellSeconds = new Percentiles(12, 90) }, new FrictionStep { Step = text() }],
        Worst = [new WorstSession(DashboardData.KnownSession, 31)],
        Scope = Scope,
    };

    public AbandonmentReport Abandonment() => new()
    {
        Sessions = 90,
        Flows = [new FlowReport { Flow = text(), Entered = 40, Completed = 30, Abandoned = 10, Left = [new LeftStep(text(), 10, [.. Enumerable.Range(0, 7).Select(i => new CauseCount(text(), i + 1))])] }],
        Forms = [new FormReport { Form = text(), Shown = 20, Tried = 15, Finished = 10, Abandoned = 10, Tries = 30, FailingFields = [new NamedCount(text(), 9)] }],
        Scope = Scope,
    };

    public AdoptionReport Adoption() => new()
    {
        Users = 50,
        AsOf = "2026-11-21",
        Features = [new FeatureAdoption { Feature = text(), Users = 40, Adopted = 10, Tried = 5, Lapsed = 5, Unaware = 20, Denied = 1, Share = 0.5, TimeToFirstUseSeconds = new Percentiles(60, null) }],
        NeverUsed = [text()],
        NeverCalled = [.. Enumerable.Range(0, 50).Select(_ => text())],
        Denied = [new DeniedStep(text(), text(), 3, 2)],
        Scope = Scope,
    };

    public RetentionReport Retention(bool isRefused) => isRefused ? new() { Refused = text() } : new()
    {
        Cohorts =
        [
            new RetentionCohort { Period = "2026-11-19", Users = 20, Returned = [5, 10, 2], ReturnedOnOrAfter = [15, 11, 2] },
            new RetentionCohort { Period = "2026-11-20", Users = 3, Returned = [1, 1], ReturnedOnOrAfter = [2, 1] },
        ],
        Mean = [0.3, 0.4, 0.1],
        MeanOnOrAfter = [0.7, 0.5, 0.1],
        Stickiness = new Stickiness(4.5, 20, 50, 0.09),
        Unlinked = 7,
        Scope = Scope,
    };

    public TrendReport Trends() => new()
    {
        Total = new TrendTotals(700, 3000, 400, 100),
        HourOfWeek = [.. Enumerable.Range(0, 7).Select(day => (IReadOnlyList<long>)[.. Enumerable.Range(0, 24).Select(hour => (long)(day * hour))])],
        Weekdays = 120.5,
        Weekends = 40,
        Seasonality = 0.6,
        Scope = Scope,
    };

    public LatencyReport Latency() => new()
    {
        Sessions = 90,
        Share = 0.02,
        Steps = [new LatencyStep { Step = text(), Visits = 80, ServerSeconds = new Percentiles(0.02, 0.4), DwellSeconds = new Percentiles(9, 60), Share = 0.03 }],
        Bands = [new LatencyBand(0, 100, 60, 30, 50, 0.5), new LatencyBand(100, null, 30, 3, 10, 0.1)],
        Scope = Scope,
    };

    public EngagementReport Engagement() => new()
    {
        Sessions = 90,
        Reported = 60,
        VisibleSeconds = 41.5,
        Pages =
        [
            new EngagedPage
            {
                Step = text(), Device = text(), Sessions = 45, Views = 50, VisibleSeconds = new Percentiles(9, 60), ServerSeconds = new Percentiles(0.02, 0.4),
                Reached = [new ReachedDepth(25, 50, 1), new ReachedDepth(50, 40, 0.8), new ReachedDepth(75, 20, 0.4), new ReachedDepth(95, 5, 0.1)], Clicks = 30, RageClicks = 1, DeadClicks = 2, ScriptErrors = 3,
            },
        ],
        Scope = Scope,
    };

    public WebVitalsReport Vitals() => new()
    {
        Sessions = 90,
        Reported = 60,
        Pages = [new WebVitalsPage { Step = text(), Sessions = 50, CompletedShare = 0.4, All = new WebVitalsFigures(2.7, 0.12, 0.04, 1.1, 0.3), Completed = new WebVitalsFigures(1.9), NotCompleted = new WebVitalsFigures(3.4, 0.3, 0.2) }],
        Scope = Scope,
    };

    public ClickReport Clicks() => new()
    {
        Steps = [new NamedCount(text(), 40)],
        Step = text(),
        Devices = [new NamedCount(text(), 40)],
        Sessions = 40,
        Clicks = 55,
        Elements = [new ClickedElement { Element = text(), Sessions = 30, Clicks = 55, Share = 1, RageClicks = 1, DeadClicks = 4, Cells = [new ClickedCell(4, 4, 50), new ClickedCell(9, 0, 5)] }],
        Scope = Scope,
    };

    public FieldReport Fields() => new()
    {
        Fields = [new UsedField { Step = text(), Field = text(), FormSessions = 40, Sessions = 30, Focuses = 35, Changes = 31, Refills = 4, Errors = 2, Stops = 9, MeanSeconds = 6.5 }],
        Scope = Scope,
    };

    public ExperimentReadout Experiment() => new()
    {
        Experiment = text(),
        State = ExperimentState.Decided,
        Message = text(),
        Exposed = 400,
        Crossed = 2,
        LeftOut = [new NamedCount("crawler", 3)],
        IsComplete = false,
        SampleRatio = new SampleRatioCheck(true, 0.1, 0.7, false),
        Variants = [Variant(0, null), Variant(200, 0.2)],
    };

    public NavigationReport Navigation() => new()
    {
        From = DashboardData.Now.AddDays(-1),
        To = DashboardData.Now,
        Mode = DetectionMode.Alert,
        Hours = 24,
        Weeks = 6,
        Fired = 2,
        LeftOut = [new NamedCount("tool", 3)],
        Anomalies =
        [
            new NavigationAnomaly
            {
                Hour = DashboardData.Now.AddHours(-3), Route = text(), Sessions = 80, Reason = text(), Version = text(), VersionSince = DashboardData.Now.AddHours(-4), Examples = [DashboardData.KnownSession, text()],
                Shifts = [new NavigationShift { Kind = NavigationShiftKind.Row, Value = 80, Expected = 75.5, P = 1e-9, Divergence = 0.3, Edges = [new NavigationEdge(text(), text(), 40, 2.5)] }],
            },
        ],
    };

    private VariantReadout Variant(long more, double? lift) => new()
    {
        Variant = text(),
        Share = 0.5,
        Exposures = 200 + more,
        Metrics = [new MetricReadout { Goal = text(), Conversions = 20, Rate = 0.1, IsEnough = true, Lift = lift, Low = lift - 0.1, High = lift + 0.1, ChanceToWin = lift is null ? null : 0.98, IsDecided = lift is not null }],
        Guardrails = [new GuardrailReadout { Name = "errorShare", Value = 0.01, Difference = 0.2, Low = 0.1, High = 0.3, State = GuardrailState.Harmed }, new GuardrailReadout { Name = "serverP95Ms", Value = 120 }],
    };
}
