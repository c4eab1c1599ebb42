using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class FieldsSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Insight();
        var report = await context.Insights().FieldsAsync(query, context.RequestAborted);
        return await InsightView.OfAsync<FieldsPage>(
            context, "Form fields", "fields", PageQuery.Of(context, links.Insight("fields")), query.Segment, (nameof(FieldsPage.Report), report));
    }
}
