using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ReleaseSource(string version) : IPageSource
{
    private const int UsualDays = 7;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = new QueryReader(context.Request.Query);
        var (segment, days) = (reader.Segment(), reader.Number("days", 1, 90) ?? UsualDays);
        return await context.RequestServices.GetRequiredService<ISessionInsights>().ReleaseAsync(version, days, segment, context.RequestAborted) is { } report
            ? View.Of<ReleasePage>(
                "Release", "releases",
                (nameof(ReleasePage.Days), days),
                (nameof(ReleasePage.Segment), segment),
                (nameof(ReleasePage.Report), report),
                (nameof(ReleasePage.Cohorts), await CohortNames.OfAsync(context)))
            : View.NotFound("releases", "No such release", $"No node has started with the version {version}.");
    }
}
