using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>Changes in how people move through the site, and what the navigation watch would have reported in the past.</summary>
internal static class NavigationEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/insights/navigation", Answers.Reading, Read).AsPage("insights/navigation").WithSummary("Navigation anomalies of the last 24 hours, or from–to")
            .Produces<NavigationReport>().ProducesProblem(400);
        group.MapPost("/insights/navigation/replay", Replay).WithSummary("What the navigation watch would have reported, over all stored weeks or from–to")
            .Produces<NavigationReport>().ProducesProblem(400);
    }

    /// <summary>A replay of rule N1, which is made of hours and not of events.</summary>
    public static async ValueTask<IResult> ReplayAsync(DateTimeOffset? from, DateTimeOffset? to, NavigationReports navigation, TimeProvider time, CancellationToken cancellationToken)
    {
        var end = to ?? time.GetUtcNow();
        return Answers.Json(await navigation.ReadAsync(from ?? end - NavigationReports.MaxRange, end, cancellationToken), NavigationJsonContext.Default.NavigationReport);
    }

    private static Task<IResult> Read(HttpRequest request, NavigationReports navigation, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var (from, to) = QueryReader.Of(request.HttpContext).Range(TimeZoneInfo.Utc);
        return Answers.Json(await navigation.ReadAsync(from, to, cancellationToken), NavigationJsonContext.Default.NavigationReport);
    });

    private static Task<IResult> Replay(HttpRequest request, NavigationReports navigation, TimeProvider time, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        var query = new QueryReader(request.Query);
        return await ReplayAsync(body.Time("from") ?? query.Time("from"), body.Time("to") ?? query.Time("to"), navigation, time, cancellationToken);
    });
}
