using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>Finds the page for a path. The page reads its data when it is executed.</summary>
internal sealed class DashboardPages(TimeProvider clock) : ISessionPages
{
    public void MapAssets(IEndpointRouteBuilder group)
    {
        foreach (var asset in DashboardAsset.All)
            asset.Map(group);
    }

    public IResult? Page(HttpContext context, string path)
    {
        var parts = path.Trim('/').Split('/');
        IPageSource? source = parts switch
        {
            [""] => new OverviewSource(clock),
            [var name] when Is(name, "sessions") => new SessionsSource(),
            [var name, var id] when Is(name, "sessions") => new SessionSource(id),
            [var name, .. var insight] when Is(name, "insights") => InsightPages.Find(insight),
            [var name] when Is(name, "alerts") => new AlertsSource(),
            [var name, var id] when Is(name, "alerts") => new AlertSource(id),
            [var name] when Is(name, "decisions") => new ResponsesSource(),
            [var name] when Is(name, "pipeline") => new PipelineSource(),
            _ => null,
        };
        return source is null ? null : new PageResult(source, PageLinks.For(context.Request, path));
    }

    public IResult Unavailable(HttpContext context, string path, string detail) =>
        new PageResult(new MessageSource(View.Unavailable(detail)), PageLinks.For(context.Request, path));

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
