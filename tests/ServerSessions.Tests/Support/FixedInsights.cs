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

    public ValueTask<Page<SessionSummary>> FunnelSessionsAsync(FunnelDefinition funnel, FunnelSessions which, InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<PathReport> PathsAsync(PathQuery? path = null, InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<FrictionReport> FrictionAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AbandonmentReport> AbandonmentAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AdoptionReport> AdoptionAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<RetentionReport> RetentionAsync(RetentionQuery? retention = null, InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<TrendReport> TrendsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<LatencyReport> LatencyAsync(InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ExperimentReadout?> ExperimentAsync(string name, InsightQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<NavigationReport> NavigationAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
