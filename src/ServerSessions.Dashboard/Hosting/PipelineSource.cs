using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class PipelineSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => View.Of<PipelinePage>(
        "Pipeline", "pipeline",
        (nameof(PipelinePage.Report), await context.RequestServices.GetRequiredService<ISessionReports>().PipelineAsync(context.RequestAborted))) with
    {
        Here = new PageQuery(links.Pipeline, []),
        RefreshSeconds = 5,
    };
}
