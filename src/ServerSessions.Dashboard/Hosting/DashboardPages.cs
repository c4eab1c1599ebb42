using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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

    public IResult? Page(HttpContext context, string path) => Source(path) is { } source ? new PageResult(source, Links(context, path), path) : null;

    // The last part of a link's address is its secret.
    public IResult? Shared(HttpContext context, string path) =>
        Source(path) is { } source ? new PageResult(source, Links(context, context.Request.Path.Value!.Split('/')[^1])) : null;

    private IPageSource? Source(string path)
    {
        var parts = path.Trim('/').Split('/');
        return parts switch
        {
            [""] => new OverviewSource(clock),
            [var name] when Is(name, "sessions") => new SessionsSource(),
            [var name, var id] when Is(name, "sessions") => new SessionSource(id),
            [var name, .. var insight] when Is(name, "insights") => InsightPages.Find(insight),
            [var name] when Is(name, "alerts") => new AlertsSource(),
            [var name, var id] when Is(name, "alerts") => new AlertSource(id),
            [var name] when Is(name, "decisions") => new ResponsesSource(),
            [var name] when Is(name, "pipeline") => new PipelineSource(),
            [var name] when Is(name, "shares") => new SharesSource(),
            _ => null,
        };
    }

    public IResult Unavailable(HttpContext context, string path, string detail) =>
        new PageResult(new MessageSource(View.Unavailable(detail)), Links(context, path));

    private static PageLinks Links(HttpContext context, string path) => PageLinks.For(context.Request, path) with
    {
        HasSessions = SessionAdminAccess.Of(context).SeesSessions
            && context.RequestServices.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Profile != TrackingProfile.AudienceOnly,
    };

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
