using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>Reports full of data, whose every text comes from one source.</summary>
internal sealed class DashboardData(Func<string> text)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 20, 30, TimeSpan.Zero);

    public const string KnownUser = "0123456789abcdef0123456789abcdef";
    public const string KnownSession = "019a9e5c-7c40-7000-8abc-0123456789ab";
    public const string OtherSession = "019a9e5c-7c40-7001-8abc-0123456789ab";
    public const string KnownAlert = "5f3c0d1e2b4a6978";

    public DashboardInsights Insights { get; } = new(text);

    public SessionSummary Summary(string? id = null, bool live = false) => new()
    {
        Id = id ?? text(),
        Start = Now.AddMinutes(-9),
        End = Now,
        DurationSeconds = 540,
        Live = live,
        UserHash = text(),
        Client = text(),
        Entry = text(),
        Exit = live ? null : text(),
        Steps = 7,
        Actor = SessionActor.Attacker,
        ActorReason = ActorReason.OpenFinding,
        ActorName = text(),
        Class = JourneyClass.Abandoned,
        Engaged = true,
        Friction = 12,
        Risk = 50,
        Rules = [text(), text()],
    };

    public SessionStep Step(long? dwellMs = 1500, Outcome outcome = Outcome.Invalid) => new()
    {
        Time = Now.AddMinutes(-8),
        Step = text(),
        Landed = text(),
        Count = 2,
        Outcome = outcome,
        Status = 422,
        DwellMs = dwellMs,
        DwellSource = dwellMs is null ? DwellSource.Censored : DwellSource.Gap,
        ServerMs = 12.5,
        Children = 1,
        Fields = [text(), text()],
        Properties = new Dictionary<string, string> { [text()] = text() },
        Cause = text(),
        Signs = [FrictionSign.Backtrack, FrictionSign.Rage],
        TraceId = text(),
    };

    /// <summary>Text that others can influence.</summary>
    public string Text() => text();

    public Finding Finding(Subject? subject = null) => new()
    {
        Rule = text(),
        Name = text(),
        Severity = Severity.High,
        Subject = subject ?? new Subject(ActorKind.User, text()),
        First = Now.AddMinutes(-8),
        Raised = Now.AddMinutes(-7),
        Last = Now.AddMinutes(-6),
        Count = 31,
        Reason = text(),
        Measures = [new Measure(text(), 40, 10), new Measure(text(), double.NaN, double.PositiveInfinity)],
        Evidence = [.. HostileText.Corpus.Select(_ => new Evidence(Now, text(), text(), Outcome.Missing, text())), new Evidence(Now, KnownSession, text(), Outcome.Ok, null)],
        References = [text(), text()],
    };

    public Alert Alert(string? id = null) => new()
    {
        Id = id ?? text(),
        Finding = Finding(),
        State = AlertState.Acknowledged,
        Handling = [new AlertHandling(AlertState.Acknowledged, Now, text(), text())],
    };

    public SessionDecision Decision(DecisionState state, string? rule = null) => new()
    {
        Id = text(),
        Kind = ResponseKind.Block,
        State = state,
        Session = state == DecisionState.Shadow ? text() : KnownSession,
        Targets = [new DecisionTarget(DecisionTargetKind.Key, text())],
        At = Now.AddMinutes(-3),
        Until = Now.AddMinutes(57),
        Reason = text(),
        By = rule is null ? text() : null,
        Rule = rule,
        Alert = rule is null ? null : KnownAlert,
        EndedAt = state == DecisionState.Released ? Now : null,
        EndedBy = state == DecisionState.Released ? text() : null,
        EndedReason = state == DecisionState.Released ? text() : null,
        Evaluation = state == DecisionState.Shadow ? new ShadowEvaluation(ShadowVerdict.FalseAlarm, 5, 1, 0, Completed: true, Now) : null,
    };

    public SessionReport Report(string id, IReadOnlyList<SessionStep>? steps = null) => new()
    {
        Summary = Summary(id),
        Previous = OtherSession,
        Close = CloseReason.Idle,
        Key = text(),
        Network = text(),
        Referrer = text(),
        Requests = 9,
        Passive = 3,
        HasGaps = true,
        FrictionParts = new Friction(1, 2, 0, 0, 3),
        Steps = steps ?? [Step(), Step(90_000, Outcome.Ok), Step(400, Outcome.Denied), Step(null, Outcome.Failed)],
        Alerts = [new SessionAlert(KnownAlert, text(), Severity.High, Now), new SessionAlert(KnownAlert, text(), Severity.Medium, Now) { IsFalsePositive = true }],
        Findings = [Finding(new Subject(ActorKind.Session, text())), Finding(new Subject(ActorKind.Session, OtherSession))],
        Exposures = [new Exposure(text(), text(), Now)],
        Traits = new Dictionary<string, string> { [text()] = text() },
        Campaign = new Campaign(text(), text(), null),
        Neighbours = [Summary(OtherSession), Summary(KnownSession)],
    };

    public Overview Overview(DateTimeOffset from, DateTimeOffset to) => new()
    {
        From = from,
        To = to,
        Sessions = 1234,
        Live = 5,
        Users = 77,
        Steps = 9000,
        EngagedShare = 0.625,
        MedianDurationSeconds = 95,
        OpenAlerts = 2,
        LeftOut = [new NamedCount("attacker", 571), new NamedCount("crawler", 1)],
        FrozenBefore = from.AddHours(1),
        Outcomes = [new NamedCount("Ok", 90), new NamedCount(text(), 10)],
        Classes = [new NamedCount("Completed", 9), new NamedCount(text(), 1)],
        TopEntries = Named(),
        TopExits = Named(),
        TopSteps = Named(),
        Hours = [new HourCount(from, 4), new HourCount(from.AddHours(1), 8)],
    };

    public AutomationReport Automation() => new()
    {
        Sessions = 12,
        Machines =
        [
            new MachineReport { Actor = SessionActor.Crawler, Name = "Googlebot", Reason = ActorReason.ClaimedName, Sessions = 9, Requests = 90, Missing = 3, LastSeen = Now, Steps = Named() },
            new MachineReport { Actor = SessionActor.Agent, Name = text(), Reason = ActorReason.PublishedRange, IsVerified = true, Sessions = 3, Requests = 3, LastSeen = Now, Steps = Named() },
        ],
        Other = 4,
        Scope = new InsightScope(Now.AddDays(-7), Now, "journeys", 2_000_000, false),
    };

    public GoalReport Goals() => new()
    {
        Sessions = 200,
        Goals =
        [
            new GoalFigures { Goal = text(), Times = 30, Sessions = 25, Conversion = 0.125, Users = 12, Values = [new ValueFigures("EUR", 30, 4567.5m, 99.9m), new ValueFigures(text(), 1, 12_345_678m, null)] },
            new GoalFigures { Goal = "signup", Times = 3, Sessions = 3, Conversion = 0.015, Users = 3 },
        ],
        Other = 2,
        Scope = new InsightScope(Now.AddDays(-30), Now, "journeys", 2_000_000, false) { LeftOut = [new NamedCount("attacker", 571)] },
    };

    public FunnelReport Funnel() => new()
    {
        Units = 100,
        Conversion = 0.2,
        Steps =
        [
            new FunnelStep { Step = text(), Entered = 80, Converted = 20, Share = 1, Causes = [new CauseCount(text(), 40), new CauseCount("ok", 20)], RevenueAtRisk = [new RevenueAtRisk("EUR", 60, 1, 50, 3000)] },
            new FunnelStep { Step = text(), Entered = 20, Converted = 20, Share = 0.25 },
        ],
        Values = [new ValueFigures(text(), 20, 1000, 50)],
    };

    public IReadOnlyList<Release> Releases() => [new Release(text(), Now.AddDays(-1)), new Release("1.4.0+5f3c0d1e", Now.AddDays(-8))];

    public ReleaseReport Release(string version, bool isFew) => new()
    {
        Release = new Release(version, Now.AddDays(-1)),
        From = Now.AddDays(-2),
        To = Now,
        SessionsBefore = 400,
        SessionsAfter = 300,
        Refused = isFew ? text() : null,
        Changes = isFew ? [] :
        [
            new ReleaseChange(InsightFigure.Conversion, 0.2, 0.1, -0.5, 0.01), new ReleaseChange(InsightFigure.Errors, 0.02, 0.021, 0.05, 0.01),
            new ReleaseChange(InsightFigure.Friction, 0, 1.5, null, null), new ReleaseChange(InsightFigure.Duration, 95, 120, 0.26, null),
        ],
        Others = [new Release(text(), Now.AddDays(-1))],
        Scope = new InsightScope(Now.AddDays(-2), Now, "journeys", 700, true) { LeftOut = [new NamedCount("tool", 3)] },
    };

    public StuckReport Stuck() => new()
    {
        From = Now.AddDays(-1),
        To = Now,
        Total = 105,
        Sessions = 1200,
        IsComplete = false,
        States = [new NamedCount("now", 2), new NamedCount("gaveUp", 3), new NamedCount(text(), 1)],
        Causes = [new NamedCount("invalid", 3), new NamedCount(text(), 1)],
        People =
        [
            .. Enum.GetValues<StuckState>().Select(state => new StuckPerson
            {
                Session = KnownSession, UserHash = state == StuckState.Now ? text() : null, State = state, Cause = StuckCause.Invalid, Step = text(), Times = 4, Fields = [text(), text()],
                Detail = text(), TraceId = text(), Friction = 23, Sessions = 2, LastSeen = Now, Advice = "Explain what these fields expect.",
            }),
        ],
    };

    public NudgeReport Nudges()
    {
        MetricReadout metric = new() { Goal = text(), Conversions = 30, Rate = 0.3, IsEnough = true, Lift = 0.12, Low = 0.02, High = 0.24, IsDecided = true };
        var readout = new ExperimentReadout
        {
            Experiment = text(),
            Message = text(),
            Exposed = 200,
            State = ExperimentState.Decided,
            SampleRatio = new SampleRatioCheck(true, 0.1, 0.8, false),
            Variants = [new VariantReadout { Variant = "holdout", Exposures = 100, Metrics = [metric with { Lift = null, Low = null, High = null }] }, new VariantReadout { Variant = text(), Exposures = 100, Metrics = [metric] }],
        };
        return new NudgeReport { All = readout with { State = ExperimentState.RatioMismatch }, Nudges = [new NudgeEffect(text(), readout), new NudgeEffect("new", readout with { Variants = [] })] };
    }

    public IReadOnlyList<DeadLetterReport> DeadLetters() => [new DeadLetterReport(1, "1763734830000-1", text(), text(), 80, "AAAA")];

    public DetectorReport Rule() => new()
    {
        Id = text() is { Length: > 0 and < 40 } id ? id : "D1",
        Name = text(),
        Summary = text(),
        Mode = DetectionMode.Observe,
        DefaultMode = DetectionMode.Alert,
        Blind = text(),
        FoundTrue = 3,
        FoundFalse = 4,
        Precision = 0.429,
        Suppressions = 2,
        Suppressed = 9,
        Response = ResponseKind.Challenge,
        Shadowed = 8,
        ShadowFalseAlarms = 2,
        ShadowFalseAlarmRate = 0.25,
    };

    public ReplayReport Replay(JobState state) => new()
    {
        Id = state == JobState.Done ? FixedOperation.KnownReplay : text(),
        Rule = text(),
        State = state,
        RequestedAt = Now.AddMinutes(-2),
        RequestedBy = text(),
        StartedAt = state == JobState.Waiting ? null : Now.AddMinutes(-1),
        EndedAt = state is JobState.Waiting or JobState.Running ? null : Now,
        SeenAt = Now,
        Progress = 1_200,
        Total = state == JobState.Running ? 4_800 : 0,
        Fault = state == JobState.Failed ? text() : null,
        From = state == JobState.Done ? Now.AddDays(-7) : null,
        Findings = state == JobState.Done ? 31 : null,
        Result = state != JobState.Done ? null : new DetectorReplay
        {
            Rule = text(),
            From = Now.AddDays(-7),
            To = Now,
            Journeys = 1_200,
            Events = 9_000,
            Fired = 31,
            Users = 7,
            Sessions = 8,
            Days = [new ReplayDay(new DateOnly(2025, 11, 20), 700, 11), new ReplayDay(new DateOnly(2025, 11, 21), 500, 20)],
            Examples = [Finding(new Subject(ActorKind.Session, KnownSession)), Finding()],
            CannotShow = [text()],
            ElapsedSeconds = 1.5,
        },
    };

    public ExportReport Export(JobState state) => new()
    {
        Id = state == JobState.Running ? FixedOperation.KnownExport : text(),
        Subject = "user",
        Format = "json",
        State = state,
        RequestedAt = Now.AddMinutes(-2),
        RequestedBy = text(),
        SeenAt = Now,
        EndedAt = state is JobState.Waiting or JobState.Running ? null : Now,
        Progress = 1_200,
        Fault = state == JobState.Failed ? text() : null,
    };

    public WebhookReport Webhook(string id) => new()
    {
        Id = id,
        Origin = text(),
        Format = text(),
        Rules = [text()],
        States = [AlertState.Open],
        Created = Now,
        CreatedBy = text(),
        FailingSince = Now,
        DisabledSince = Now,
        Reason = text(),
    };

    public DeliveryReport Delivery(DeliveryState state) => new(
        text() is { Length: > 0 } id ? id : "d", text(), state, Now.AddMinutes(-4), Now, 3, text(), [new DeliveryAttempt(Now, 1.5, DeliveryAttemptKind.Refused, 404, text())]);

    public PrivacyReport Privacy() => new()
    {
        Retention = [new RecordRetention("sessions", TimeSpan.FromDays(90), Now.AddDays(-4), "after the day of their start"), new RecordRetention("deadLetters", null, null, text())],
        Erasures =
        [
            new ErasureReport { Id = text(), Subject = "user", State = ErasureState.Running, RequestedAt = Now, Partitions = 8, PartitionsDone = 3 },
            new ErasureReport { Id = text(), Subject = "user", State = ErasureState.Waiting, RequestedAt = Now, Partitions = 8, CanCancel = true, SubjectHash = KnownUser, RequestedBy = ErasureRequester.Administrator },
            new ErasureReport { Id = text(), Subject = "session", State = ErasureState.Waiting, RequestedAt = Now, Partitions = 8, SubjectHash = KnownSession, RequestedBy = ErasureRequester.Person },
            new ErasureReport { Id = text(), Subject = "user", State = ErasureState.Cancelled, RequestedAt = Now, DoneAt = Now, Partitions = 8 },
            new ErasureReport { Id = text(), Subject = "session", State = ErasureState.Done, RequestedAt = Now, DoneAt = Now, Partitions = 8, PartitionsDone = 8, Erased = new Dictionary<string, long> { ["sessions"] = 3, [text()] = 1 } },
        ],
        Consents = [new ConsentCount(TrackingPurposes.Analytics, 30, 10)],
        Decided = 40,
    };

    public IReadOnlyList<InsightAlertReport> Thresholds() =>
    [
        new() { Name = text(), Figure = InsightFigure.Conversion, Segment = [text()], Below = 0.02, From = Now.AddHours(-7), To = Now.AddHours(-1), Sessions = 400, Value = 0.0125, IsJudged = true, Alert = KnownAlert },
        new() { Name = "revenue", Figure = InsightFigure.Revenue, Below = 500, From = Now.AddHours(-7), To = Now.AddHours(-1), Sessions = 400, Value = 900, IsJudged = true },
        new() { Name = "few", Figure = InsightFigure.Duration, Above = 600, From = Now.AddHours(-7), To = Now.AddHours(-1), Sessions = 4, Value = 80 },
        new() { Name = "new", Figure = InsightFigure.Sessions, Below = 1 },
        new() { Name = "lost", Figure = InsightFigure.Bounce, Segment = ["cohort:lost"], Above = 0.5, From = Now.AddHours(-7), To = Now.AddHours(-1), Fault = text() },
    ];

    public PipelineReport Pipeline() => new()
    {
        Storage = text(),
        Version = text(),
        Catalog = text(),
        Served = 1000,
        Recorded = 700,
        Dropped = 50,
        Excluded = 250,
        CaptureRatio = 0.9333,
        DroppedByReason = Named(),
        ExcludedByReason = Named(),
        HungDetectors = [text(), "X7"],
        Partitions = [new PartitionReport(0, text(), 1, 2, 61.5, 3, 4, 1), new PartitionReport(1, null, 1, 0, 0, 0, 0, 0)],
    };

    private IReadOnlyList<NamedCount> Named() => [.. HostileText.Corpus.Select((_, i) => new NamedCount(text(), 100 - i))];
}
