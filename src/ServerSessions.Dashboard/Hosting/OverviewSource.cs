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
    private static readonly TimeSpan LongestByHour = TimeSpan.FromDays(2);

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
        var (end, from, to) = Compared(overview);
        return await InsightView.OfAsync<OverviewPage>(
            context, "Overview", "", here, query.Segment,
            (nameof(OverviewPage.Overview), overview),
            (nameof(OverviewPage.Compared), end == overview.To ? overview : await reports.OverviewAsync(overview.From, end, query.Segment, cancellationToken)),
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

    // As long before. A range that is not over is compared up to this hour, and one of days, which are kept as wholes after a week, up to today.
    private (DateTimeOffset End, DateTimeOffset From, DateTimeOffset To) Compared(Overview overview)
    {
        var (now, length) = (clock.GetUtcNow(), overview.To - overview.From);
        var unit = length > LongestByHour ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour;
        var over = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % unit), TimeSpan.Zero);
        if (length <= LongestByHour)
            over = over.AddHours(1);
        var end = overview.To <= over ? overview.To : over < overview.From ? overview.From : over;
        return (end, overview.From - length, end - length);
    }

    // The hours of the week need weeks: without a range, 30 days. Rollups have them for whole classes of visitors; other segments are folded from journeys.
    private async ValueTask<TrendReport> TrendsAsync(HttpContext context, InsightQuery query)
    {
        var isRolled = query.Segment.Pairs is [] or [{ Key: "actor", Value: "person" or "other" or "all" }];
        return await context.Insights().TrendsAsync(query with { From = null, To = null, Rollups = isRolled ? true : null }, context.RequestAborted);
    }
}
