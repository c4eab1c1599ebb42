using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports.Views;

/// <summary>Saved views of the list of sessions: everyone who may open the list reads and saves them, and deletes their own; administrators delete all.</summary>
internal static class ViewEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/views", Answers.Reading, List).OfSingleSessions().WithSummary("Saved views of the list of sessions").Produces<Page<SavedView>>();
        group.MapPost("/views", Save).OfSingleSessions().AsForm("sessions").AsPage("views").WithSummary("Saves a query of the list of sessions under a name")
            .Produces<SavedView>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(409);
        group.MapDelete("/views/{id}", Remove).OfSingleSessions().WithSummary("Deletes a saved view").Produces(StatusCodes.Status204NoContent).ProducesProblem(403).ProducesProblem(404);
        group.MapPost("/views/{id}/delete", Remove).AsConfirmedSingleForm(group, "/views/{id}/delete", "../../sessions").WithSummary("The same as DELETE, for forms")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(403).ProducesProblem(404);
    }

    /// <summary>The views that a caller may open.</summary>
    public static async ValueTask<IReadOnlyList<SavedView>> OpenAsync(HttpContext context, ISessionViews views)
    {
        var access = SessionAdminAccess.Of(context);
        return [.. (await views.ListAsync(context.RequestAborted)).Where(view => ViewQuery.IsOpenTo(access, view.Query))];
    }

    /// <summary>Whether a caller may delete a view.</summary>
    public static bool MayDelete(HttpContext context, SavedView view) =>
        SessionAdminAccess.Of(context).Administers || (view.SavedBy is { } owner && owner == context.User.Identity?.Name);

    private static Task<IResult> List(HttpContext context, ISessionViews views) => Answers.TryAsync(async () =>
        Answers.Json(new Page<SavedView>(await OpenAsync(context, views), null), SavedViewJsonContext.Default.PageSavedView));

    private static Task<IResult> Save(HttpContext context, ISessionViews views, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(context.Request, cancellationToken));
        var query = body.Text("query") ?? "";
        if (!ViewQuery.IsOpenTo(SessionAdminAccess.Of(context), query))
            return TypedResults.Problem("Your role does not have a filter of this view.", statusCode: StatusCodes.Status403Forbidden);
        try
        {
            var view = await views.SaveAsync(body.Text("name") ?? "", query, context.User.Identity?.Name, cancellationToken);
            return TypedResults.Json(view, SavedViewJsonContext.Default.SavedView, statusCode: StatusCodes.Status201Created);
        }
        catch (InvalidOperationException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    });

    private static Task<IResult> Remove(string id, HttpContext context, ISessionViews views, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        if ((await OpenAsync(context, views)).FirstOrDefault(view => view.Id == id) is not { } found)
            return Answers.NotFound("saved view", id);
        if (!MayDelete(context, found))
            return TypedResults.Problem("Only the person who saved the view, or an administrator, can delete it.", statusCode: StatusCodes.Status403Forbidden);
        return await views.RemoveAsync(id, context.User.Identity?.Name, cancellationToken) ? TypedResults.NoContent() : Answers.NotFound("saved view", id);
    });
}
