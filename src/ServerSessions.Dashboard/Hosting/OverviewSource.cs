using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class OverviewSource(TimeProvider clock) : IPageSource
{
    private const int Newest = 8;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reports = context.RequestServices.GetRequiredService<ISessionReports>();
        var alerts = context.RequestServices.GetRequiredService<ISessionAlerts>();
        var cancellationToken = context.RequestAborted;
        var range = OverviewRange.Read(context.Request.Query, clock.GetUtcNow());
        var segment = new QueryReader(context.Request.Query).Segment();
        var access = SessionAdminAccess.Of(context);
        return View.Of<OverviewPage>(
            "Overview", "",
            (nameof(OverviewPage.Range), range.Name),
            (nameof(OverviewPage.Overview), await reports.OverviewAsync(range.From, range.To, segment, cancellationToken)),
            (nameof(OverviewPage.Segment), segment),
            (nameof(OverviewPage.Cohorts), await CohortNames.OfAsync(context)),
            (nameof(OverviewPage.Pipeline), await reports.PipelineAsync(cancellationToken)),
            (nameof(OverviewPage.Sessions), links.HasSessions ? (await reports.ListAsync(new SessionQuery { Limit = Newest }, cancellationToken)).Items : []),
            (nameof(OverviewPage.Alerts), access.SeesSecurity ? (await alerts.ListAsync(new AlertQuery { Limit = Newest }, cancellationToken)).Items : [])) with
        {
            RefreshSeconds = range.RefreshSeconds,
        };
    }
}
