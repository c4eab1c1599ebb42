using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>The sessions behind a figure of a funnel, declared or of the query's steps.</summary>
internal sealed class FunnelSessionsSource(string? name) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        // An application may have named a funnel like the last part of this path.
        if (name is null && reader.Funnel() is null)
            return await new FunnelSource("sessions").LoadAsync(context, links);
        var insights = context.Insights();
        var funnel = name is null ? reader.Funnel() : insights.Funnels.FirstOrDefault(declared => declared.Name == name);
        if (funnel is null)
            return View.NotFound("funnels", "No such funnel", $"The application declares no funnel {name}.");
        var which = reader.FunnelSessions();
        var page = await insights.FunnelSessionsAsync(funnel, which, reader.Insight(), context.RequestAborted);
        return View.Of<FunnelSessionsPage>(
            "Sessions of a funnel", "funnels",
            (nameof(FunnelSessionsPage.Funnel), funnel), (nameof(FunnelSessionsPage.IsDeclared), name is not null),
            (nameof(FunnelSessionsPage.Which), which), (nameof(FunnelSessionsPage.Sessions), page)) with
        { Here = Here(context, links) };
    }

    private PageQuery Here(HttpContext context, PageLinks links) => PageQuery.Of(
        context, name is null ? links.Insight("funnels/sessions") : links.Funnel(name) + "/sessions",
        "steps", "excluded", "order", "unit", "window", "step", "left", "cause", "recorded", "limit", "after");
}
