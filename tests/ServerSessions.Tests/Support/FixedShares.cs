using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>Shared links, made of the same data as the reports; nothing can be changed.</summary>
internal sealed class FixedShares(FixedReports reports) : ISessionShares
{
    public const string Link = "/admin/sessions/x";

    public bool Includes(string view) => false;

    public ValueTask<SharedLink> CreateAsync(
        string view, string? query = null, TimeSpan? lifetime = null, string? by = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<SharedLink>> ListAsync(CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? [] : [new SharedLink { Id = "share_1", View = reports.Data.Text(), Query = reports.Data.Text(), Path = Link, Created = DashboardData.Now, Until = DashboardData.Now.AddDays(7) }]);

    public ValueTask<bool> RevokeAsync(string id, string? by = null, CancellationToken cancellationToken = default) => new(false);
}
