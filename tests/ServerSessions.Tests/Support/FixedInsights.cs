using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>The insights that the pages read.</summary>
internal sealed class FixedInsights(FixedReports reports) : ISessionInsights
{
    public IReadOnlyList<FunnelDefinition> Funnels => reports.IsEmpty ? [] : [new FunnelDefinition { Name = "buy", Steps = ["A", "B"] }];

    public ValueTask<GoalReport> GoalsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => new(reports.Goals(query));

    public ValueTask<IReadOnlyList<Release>> ReleasesAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? [] : reports.Data.Releases());

    public ValueTask<ReleaseReport?> ReleaseAsync(string version, int days = 7, Segment? segment = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? null : reports.Data.Release(version, isFew: days == 1));

    public ValueTask<NudgeReport> NudgesAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? new NudgeReport() : reports.Data.Nudges());

    public ValueTask<AutomationReport> AutomationAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => new(reports.Automation);

    public ValueTask<FunnelReport> FunnelAsync(FunnelDefinition funnel, InsightQuery? query = null, string? breakdown = null, CancellationToken cancellationToken = default) => new(reports.Data.Funnel());

    public ValueTask<Page<SessionSummary>> FunnelSessionsAsync(FunnelDefinition funnel, FunnelSessions which, InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        reports.ListAsync(new SessionQuery { After = which.After, Limit = which.Limit }, cancellationToken);

    /// <summary>What every question about paths is answered; null for none.</summary>
    public PathReport? Paths { get; init; }

    public ValueTask<PathReport> PathsAsync(PathQuery? path = null, InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        new(Paths ?? (reports.IsEmpty ? new PathReport() : Data.Paths(path)));

    public ValueTask<FrictionReport> FrictionAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? new FrictionReport() : Data.Friction());

    public ValueTask<AbandonmentReport> AbandonmentAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? new AbandonmentReport() : Data.Abandonment());

    public ValueTask<AdoptionReport> AdoptionAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? new AdoptionReport() : Data.Adoption());

    public ValueTask<RetentionReport> RetentionAsync(RetentionQuery? retention = null, InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? new RetentionReport() : Data.Retention(isRefused: retention?.UsersOnly == false));

    public ValueTask<TrendReport> TrendsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? new TrendReport() : Data.Trends());

    public ValueTask<EngagementReport> EngagementAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? new EngagementReport() : Data.Engagement());

    public ValueTask<WebVitalsReport> WebVitalsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? new WebVitalsReport() : Data.Vitals());

    public ValueTask<ClickReport> ClicksAsync(ClickQuery? clicks = null, InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? new ClickReport() : Data.Clicks());

    public ValueTask<FieldReport> FieldsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? new FieldReport() : Data.Fields());

    public ValueTask<LatencyReport> LatencyAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? new LatencyReport() : Data.Latency());

    public async ValueTask<IReadOnlyList<ExperimentReadout>> ExperimentsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        reports.IsEmpty ? [] : [(await ExperimentAsync("button", query, cancellationToken))!];

    public ValueTask<ExperimentReadout?> ExperimentAsync(string name, InsightQuery? query = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? null : Data.Experiment());

    public ValueTask<NavigationReport> NavigationAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? new NavigationReport { From = DashboardData.Now.AddDays(-1), To = DashboardData.Now } : Data.Navigation());

    private DashboardInsights Data => reports.Data.Insights;
}
