using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>Saved views, made of the same data as the reports; nothing can be changed.</summary>
internal sealed class FixedViews(FixedReports reports) : ISessionViews
{
    public ValueTask<SavedView> SaveAsync(string name, string query, string? by = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<SavedView>> ListAsync(CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? [] : [new SavedView("view_1", reports.Data.Text(), "?outcome=Failed&range=7d", reports.Data.Text(), DashboardData.Now), new SavedView("view_2", reports.Data.Text(), "?live=true", null, DashboardData.Now)]);

    public ValueTask<bool> RemoveAsync(string id, string? by = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
