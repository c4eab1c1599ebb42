using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>Answers every question from the same data and remembers what was asked.</summary>
internal sealed class FixedReports(DashboardData data) : ISessionReports, ISessionAlerts, ISessionCohorts, IInsightAlerts
{
    public DashboardData Data => data;

    public bool IsEmpty { get; init; }

    public string? Next { get; init; } = "older/+=&";

    public IReadOnlyList<SessionStep>? Steps { get; init; }

    public SessionQuery? AskedSessions { get; private set; }

    public AlertQuery? AskedAlerts { get; private set; }

    /// <summary>The ranges of overviews, in the order in which they were read.</summary>
    public List<(DateTimeOffset? From, DateTimeOffset? To)> AskedRanges { get; } = [];

    public Segment? AskedSegment { get; private set; }

    public AutomationReport Automation => IsEmpty ? new AutomationReport() : data.Automation();

    public GoalReport Goals(InsightQuery? query)
    {
        AskedSegment = query?.Segment;
        return IsEmpty ? new GoalReport() : data.Goals();
    }

    ValueTask<IReadOnlyList<Cohort>> ISessionCohorts.ListAsync(CancellationToken cancellationToken) =>
        new(IsEmpty ? [] : [new Cohort { Name = "newsletter", Segment = ["source:newsletter"] }]);

    ValueTask<Cohort?> ISessionCohorts.FindAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<Cohort> ISessionCohorts.SaveAsync(Cohort cohort, string? by, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> ISessionCohorts.RemoveAsync(string name, string? by, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<InsightAlertReport>> IInsightAlerts.ListAsync(CancellationToken cancellationToken) => new(IsEmpty ? [] : data.Thresholds());

    public ValueTask<Page<SessionSummary>> ListAsync(SessionQuery query, CancellationToken cancellationToken = default)
    {
        AskedSessions = query;
        if (query.After == "foreign")
            throw new ArgumentException("The cursor <b>foreign</b> is not one of ours.");
        return new(new Page<SessionSummary>(
            IsEmpty ? [] : [data.Summary(DashboardData.KnownSession, live: true), data.Summary(DashboardData.OtherSession)], IsEmpty ? null : Next));
    }

    public ValueTask<SessionReport?> FindAsync(SessionId id, CancellationToken cancellationToken = default) => new(
        IsEmpty || id.ToString() is not (DashboardData.KnownSession or DashboardData.OtherSession) ? null : data.Report(id.ToString(), Steps));

    public ValueTask<Overview> OverviewAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, Segment? segment = null, CancellationToken cancellationToken = default)
    {
        AskedRanges.Add((from, to));
        AskedSegment = segment;
        var (start, end) = (from ?? DashboardData.Now.AddDays(-1), to ?? DashboardData.Now);
        return new(IsEmpty ? new Overview { From = start, To = end } : data.Overview(start, end));
    }

    public ValueTask<StuckReport> StuckAsync(int hours = 24, CancellationToken cancellationToken = default) =>
        new(IsEmpty ? new StuckReport { From = DashboardData.Now.AddHours(-hours), To = DashboardData.Now } : data.Stuck());

    public ValueTask<PipelineReport> PipelineAsync(CancellationToken cancellationToken = default) =>
        new(IsEmpty ? new PipelineReport { Storage = "in-process", Version = "1", Catalog = "" } : data.Pipeline());

    public ValueTask<IReadOnlyList<DeadLetterReport>> DeadLettersAsync(int limit = 100, CancellationToken cancellationToken = default) => new(IsEmpty ? [] : data.DeadLetters());

    public ValueTask<Page<Alert>> ListAsync(AlertQuery query, CancellationToken cancellationToken = default)
    {
        AskedAlerts = query;
        return new(new Page<Alert>(IsEmpty ? [] : [data.Alert(DashboardData.KnownAlert)], IsEmpty ? null : Next));
    }

    public ValueTask<Alert?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        new(IsEmpty || id != DashboardData.KnownAlert ? null : data.Alert(id));

    public ValueTask<Alert?> DecideAsync(string id, AlertDecision decision, CancellationToken cancellationToken = default) =>
        new(IsEmpty || id != DashboardData.KnownAlert ? null : data.Alert(id) with { State = decision.State });
}
