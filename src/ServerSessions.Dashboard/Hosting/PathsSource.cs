using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class PathsSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        var (query, paths) = (reader.Insight(), reader.Paths());
        var report = await context.Insights().PathsAsync(paths, query, context.RequestAborted);
        // Without a step, the chart begins where most people begin, or ends where most end.
        var step = paths.Step ?? (paths.Backward ? report.Exits : report.Entries) switch { [var first, ..] => first.Step, _ => null };
        var fromStep = paths.Step is not null || step is null ? report
            : await context.Insights().PathsAsync(paths with { Step = step }, query with { Rollups = null }, context.RequestAborted);
        return await (await InsightView.OfAsync<PathsPage>(
            context, "Paths", "paths", PageQuery.Of(context, links.Insight("paths"), "step", "depth", "direction"), query.Segment,
            (nameof(PathsPage.Paths), paths), (nameof(PathsPage.Report), report), (nameof(PathsPage.Step), step), (nameof(PathsPage.Levels), fromStep.Levels))).WithRecordingsAsync(context, report.Scope, query.Segment);
    }
}
