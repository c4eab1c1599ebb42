using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ExperimentSource(string name) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Insight();
        return await context.Insights().ExperimentAsync(name, query, context.RequestAborted) is { } readout
            ? await InsightView.OfAsync<ExperimentPage>(
                context, "Experiment", "experiments", PageQuery.Of(context, links.Experiment(name)), query.Segment, (nameof(ExperimentPage.Readout), readout))
            : View.NotFound("experiments", "No such experiment", $"The application declares no experiment {name}.");
    }
}
