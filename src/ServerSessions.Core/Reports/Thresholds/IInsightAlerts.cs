using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>The declared alerts on figures, as they stand.</summary>
public interface IInsightAlerts
{
    /// <summary>Lists the declared alerts with the figure that was compared last.</summary>
    ValueTask<IReadOnlyList<InsightAlertReport>> ListAsync(CancellationToken cancellationToken = default);
}
