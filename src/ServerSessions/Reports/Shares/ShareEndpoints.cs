using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights.Floors;

namespace ServerSessions.Reports.Shares;

/// <summary>Shared links: made, listed and revoked by people with the role, and opened by everyone that has one.</summary>
internal static class ShareEndpoints
{
    private const string NoLink = "This link has ended or was revoked, or there is no such link.";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/shares", Answers.Reading, List).AsPage("shares").WithSummary("Shared links that have not ended, and when they were opened").Produces<Page<SharedLink>>();
        group.MapPost("/shares", Create).AsForm("shares").AsPage("shares").WithSummary("Makes a link that shows one view without a sign-in, for 7 days or &days= up to 30")
            .Produces<SharedLink>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(409);
        group.MapDelete("/shares/{id}", Revoke).WithSummary("Ends a link at once").Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        group.MapPost("/shares/{id}/revoke", Revoke).AsConfirmedForm(group, "/shares/{id}/revoke", "../../shares").WithSummary("Ends a link at once").Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
    }

    /// <summary>Maps the door at which links are opened.</summary>
    public static void MapDoor(RouteGroupBuilder group) => group.MapMethods("/{link}", Reading, OpenAsync).ExcludeFromDescription();

    private static Task<IResult> List(HttpRequest request, ISessionShares shares, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(new Page<SharedLink>([.. (await shares.ListAsync(cancellationToken)).Select(link => Below(link, request))], null), SharedLinkJsonContext.Default.PageSharedLink));

    private static Task<IResult> Create(HttpRequest request, ISessionShares shares, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        var lifetime = body.Number("days") is { } days ? TimeSpan.FromDays(days) : (TimeSpan?)null;
        try
        {
            var link = await shares.CreateAsync(body.Text("view") ?? "", body.Text("query"), lifetime, request.HttpContext.User.Identity?.Name, cancellationToken);
            return TypedResults.Json(Below(link, request), SharedLinkJsonContext.Default.SharedLink, statusCode: StatusCodes.Status201Created);
        }
        catch (InvalidOperationException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    });

    private static Task<IResult> Revoke(string id, HttpContext context, ISessionShares shares, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await shares.RevokeAsync(id, context.User.Identity?.Name, cancellationToken) ? TypedResults.NoContent() : Answers.NotFound("shared link", id));

    private static async Task<IResult> OpenAsync(string link, HttpContext context, SessionShares shares, SharedViews views, CancellationToken cancellationToken)
    {
        var headers = context.Response.Headers;
        (headers.CacheControl, headers["Referrer-Policy"], headers["X-Robots-Tag"], headers.XContentTypeOptions) = ("no-store", "no-referrer", "noindex", "nosniff");
        if (await shares.OpenAsync(link, cancellationToken) is not { } share)
            return Ended(context, link);
        var query = SharedQuery.Stored(share.Query);
        context.Features.Set(SessionAdminAccess.OfShare(await views.FloorAsync(share.View, query, cancellationToken)));
        // The page reads the query of the request, which is that of the link whatever the address has.
        context.Request.QueryString = new QueryString(share.Query);
        return (Capture.Headers.Accepts.Html(context.Request) ? Page(context, share.View) : null)
            ?? await views.AnswerAsync(share.View, query, cancellationToken) ?? TypedResults.NotFound();
    }

    private static IResult Ended(HttpContext context, string link)
    {
        context.Features.Set(SessionAdminAccess.OfShare(ReportFloor.OfSessions));
        return Capture.Headers.Accepts.Html(context.Request) && Pages(context) is { } pages
            ? pages.Refused(context, link, StatusCodes.Status404NotFound, NoLink)
            : TypedResults.Problem(NoLink, statusCode: StatusCodes.Status404NotFound);
    }

    private static IResult? Page(HttpContext context, string view) => Pages(context)?.Shared(context, SharedViews.PageOf(view));

    private static ISessionPages? Pages(HttpContext context) => (ISessionPages?)context.RequestServices.GetService(typeof(ISessionPages));

    private static SharedLink Below(SharedLink link, HttpRequest request) => link with { Path = request.PathBase + link.Path };
}
