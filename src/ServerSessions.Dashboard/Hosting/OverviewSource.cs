using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class OverviewSource(TimeProvider clock) : IPageSource
{
    public const string UsualRange = "24h";
    private const int Newest = 8;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reports = context.RequestServices.GetRequiredService<ISessionReports>();
        var alerts = context.RequestServices.GetRequiredService<ISessionAlerts>();
        var cancellationToken = context.RequestAborted;
        var access = SessionAdminAccess.Of(context);
        var here = PageQuery.Of(context, links.Start);
        var query = QueryReader.Of(context).Insight();
        if (query.From is null && query.To is null && NamedRange.Find(UsualRange)!.At(clock.GetUtcNow(), TimeZoneInfo.Utc) is var usual)
            query = query with { From = usual.From, To = usual.To };
        var overview = await reports.OverviewAsync(query.From, query.To, query.Segment, cancellationToken);
        var (from, to) = Before(overview);
        return await InsightView.OfAsync<OverviewPage>(
            context, "Overview", "", here, query.Segment,
            (nameof(OverviewPage.Overview), overview),
            (nameof(OverviewPage.Previous), await reports.OverviewAsync(from, to, query.Segment, cancellationToken)),
            // A shared view has no other range than its own, which its floor is of.
            (nameof(OverviewPage.Trends), access.IsShared ? new TrendReport() : await TrendsAsync(context, query)),
            (nameof(OverviewPage.Pipeline), await reports.PipelineAsync(cancellationToken)),
            (nameof(OverviewPage.Sessions), links.HasSessions ? (await reports.ListAsync(new SessionQuery { Limit = Newest }, cancellationToken)).Items : []),
            (nameof(OverviewPage.Alerts), access.SeesSecurity ? (await alerts.ListAsync(new AlertQuery { Limit = Newest }, cancellationToken)).Items : [])) with
        {
            // Longer ranges change less and cost more, so they reload more rarely.
            RefreshSeconds = here.HasOwnRange ? null : NamedRange.Find(here.Range ?? UsualRange) is { Hours: not null } ? 10 : 60,
        };
    }

    // As long before, and only up to the same time of day: today is not over.
    private (DateTimeOffset From, DateTimeOffset To) Before(Overview overview)
    {
        var (now, length) = (clock.GetUtcNow(), overview.To - overview.From);
        var end = overview.To <= now ? overview.To : new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero).AddHours(1);
        return (overview.From - length, (end < overview.From ? overview.From : end) - length);
    }

    // The hours of the week need weeks: without a range, 30 days. Rollups have them for whole classes of visitors; other segments are folded from journeys.
    private async ValueTask<TrendReport> TrendsAsync(HttpContext context, InsightQuery query)
    {
        var isRolled = query.Segment.Pairs is [] or [{ Key: "actor", Value: "person" or "other" or "all" }];
        return await context.Insights().TrendsAsync(query with { From = null, To = null, Rollups = isRolled ? true : null }, context.RequestAborted);
    }
}
