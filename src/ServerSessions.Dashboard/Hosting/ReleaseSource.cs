using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ReleaseSource(string version) : IPageSource
{
    private const int UsualDays = 7;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        var (segment, days) = (reader.Segment(), reader.Number("days", 1, 90) ?? UsualDays);
        return await context.Insights().ReleaseAsync(version, days, segment, context.RequestAborted) is { } report
            ? await InsightView.OfAsync<ReleasePage>(
                context, "Release", "releases", PageQuery.Of(context, links.OneRelease(version), "days").Without("range", "from", "to", "source"), segment,
                (nameof(ReleasePage.Days), days), (nameof(ReleasePage.Report), report))
            : View.NotFound("releases", "No such release", $"No node has started with the version {version}.");
    }
}
