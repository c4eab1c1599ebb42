using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>A declared funnel, the funnel of the query's steps, or the list of those that are declared.</summary>
internal sealed class FunnelSource(string? name) : IPageSource
{
    private const string Before = "before";

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        var (insights, query) = (context.Insights(), reader.Insight());
        if (name is null && reader.Funnel() is null)
            return await ListAsync(context, links, query);
        var funnel = name is null ? reader.Funnel() : insights.Funnels.FirstOrDefault(declared => declared.Name == name);
        if (funnel is null)
            return View.NotFound("funnels", "No such funnel", $"The application declares no funnel {name}.");
        var (breakdown, compare) = (reader.Text("breakdown"), reader.Texts("compare"));
        var report = await insights.FunnelAsync(funnel, query, breakdown, context.RequestAborted);
        var compared = compare.Length == 0 ? null : await insights.FunnelAsync(funnel, Other(query, compare, report.Scope), cancellationToken: context.RequestAborted);
        return await (await InsightView.OfAsync<FunnelPage>(
            context, "Funnel", "funnels", Here(context, links), query.Segment,
            (nameof(FunnelPage.Funnel), funnel), (nameof(FunnelPage.IsDeclared), name is not null), (nameof(FunnelPage.Report), report),
            (nameof(FunnelPage.Compared), compared),
            (nameof(FunnelPage.ComparedWith), string.Join(" and ", compare.Select(text => text == Before ? "the period before" : text))),
            (nameof(FunnelPage.BreakdownKey), breakdown))).WithRecordingsAsync(context, report.Scope, query.Segment);
    }

    private PageQuery Here(HttpContext context, PageLinks links) => PageQuery.Of(
        context, name is null ? links.Insight("funnels") : links.Funnel(name), "steps", "excluded", "order", "unit", "window", "breakdown", "compare");

    private static InsightQuery Other(InsightQuery query, string[] compare, InsightScope? scope)
    {
        if (compare.Contains(Before) && scope is { } range)
            query = query with { From = range.From - (range.To - range.From), To = range.From };
        return compare.Where(text => text != Before).ToArray() is { Length: > 0 } texts ? query with { Segment = Segment.Parse(texts) } : query;
    }

    private async ValueTask<View> ListAsync(HttpContext context, PageLinks links, InsightQuery query)
    {
        var funnels = new List<(FunnelDefinition Funnel, FunnelReport Report)>();
        foreach (var funnel in context.Insights().Funnels)
            funnels.Add((funnel, await context.Insights().FunnelAsync(funnel, query, cancellationToken: context.RequestAborted)));
        return await (await InsightView.OfAsync<FunnelsPage>(context, "Funnels", "funnels", Here(context, links), query.Segment, (nameof(FunnelsPage.Funnels), funnels)))
            .WithRecordingsAsync(context, funnels.FirstOrDefault().Report?.Scope, query.Segment);
    }
}
