using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>Decisions about sessions and users, by hand: made, taken back, and listed with who, when and why.</summary>
internal static class ResponseEndpoints
{
    private delegate ValueTask<SessionDecision?> Act(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken);

    public static void Map(RouteGroupBuilder group)
    {
        MapAct(group, "revoke", c => c.RevokeAsync, "Signs out at the next request, on every node; open connections are cut");
        MapAct(group, "challenge", c => c.ChallengeAsync, "Demands the application's step-up before anything else");
        MapAct(group, "throttle", c => c.ThrottleAsync, "Lets a few requests a minute through");
        MapAct(group, "block", c => c.BlockAsync, "Refuses every request until the block ends");
        group.MapPost("/sessions/{id}/release", (string id, HttpRequest request, ISessionControl control, CancellationToken cancellationToken) =>
                ReleaseAsync(SessionId.TryParse(id, out var session) ? session : null, id, request, control, cancellationToken))
            .AsConfirmedSingleForm(group, "/sessions/{id}/release", "../{id}")
            .WithSummary("Takes back everything that holds against the session").Produces<Page<SessionDecision>>().ProducesProblem(400).ProducesProblem(404);
        group.MapPost("/users/{user}/revoke", (string user, HttpRequest request, ISessionControl control, CancellationToken cancellationToken) =>
                ActAsync(ResponseTarget.OfUser(RouteText.Of(user), Issuer(request)), "user", user, request, control.RevokeAsync, cancellationToken))
            .AsConfirmedSingleForm(group, "/users/{user}/revoke", "../{user}")
            .WithSummary("Signs a user out everywhere").Produces<SessionDecision>().ProducesProblem(400).ProducesProblem(409);
        group.MapPost("/users/{user}/release", (string user, HttpRequest request, ISessionControl control, CancellationToken cancellationToken) =>
                ReleaseAsync(ResponseTarget.OfUser(RouteText.Of(user), Issuer(request)), user, request, control, cancellationToken))
            .AsConfirmedSingleForm(group, "/users/{user}/release", "../{user}")
            .WithSummary("Takes back everything that holds against the user as such").Produces<Page<SessionDecision>>().ProducesProblem(400);
        group.MapMethods("/decisions", Answers.Reading, List).AsPage("decisions").WithSummary("What was decided, newest first, with who, when and why; active=true: what holds now").Produces<Page<SessionDecision>>().ProducesProblem(400);
        group.MapMethods("/decisions/{id}", Answers.Reading, Find).WithSummary("One decision").Produces<SessionDecision>().ProducesProblem(404);
        group.MapPost("/decisions/{id}/release", Release).AsConfirmedForm(group, "/decisions/{id}/release", "../../decisions").WithSummary("Takes one decision back").Produces<SessionDecision>().ProducesProblem(400).ProducesProblem(404);
    }

    private static string? Issuer(HttpRequest request) => request.Query["issuer"].ToString() is { Length: > 0 } issuer ? issuer : null;

    private static void MapAct(RouteGroupBuilder group, string verb, Func<ISessionControl, Act> act, string summary) =>
        group.MapPost($"/sessions/{{id}}/{verb}", (string id, HttpRequest request, ISessionControl control, CancellationToken cancellationToken) =>
                ActAsync(SessionId.TryParse(id, out var session) ? session : null, "session", id, request, act(control), cancellationToken))
            .AsConfirmedSingleForm(group, $"/sessions/{{id}}/{verb}", "../{id}")
            .WithSummary(summary).Produces<SessionDecision>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);

    private static Task<IResult> ActAsync(ResponseTarget? target, string what, string id, HttpRequest request, Act act, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var note = await NoteAsync(request, cancellationToken);
        try
        {
            return target is { } known && await act(known, note, cancellationToken) is { } decision ? Json(decision) : Answers.NotFound(what, id);
        }
        catch (InvalidOperationException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    });

    private static Task<IResult> ReleaseAsync(ResponseTarget? target, string id, HttpRequest request, ISessionControl control, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        target is { } known
            ? Answers.Json(new Page<SessionDecision>(await control.ReleaseAsync(known, await NoteAsync(request, cancellationToken), cancellationToken), null), ReportsJsonContext.Default.PageSessionDecision)
            : Answers.NotFound("session", id));

    private static Task<IResult> List(HttpRequest request, ISessionControl control, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = new QueryReader(request.Query);
        if (query.Flag("active") == true)
            return Answers.Json(new Page<SessionDecision>(await control.ActiveAsync(cancellationToken), null), ReportsJsonContext.Default.PageSessionDecision);
        return Answers.Json(await control.ListAsync(query.Text("after"), query.Number("limit") ?? 50, cancellationToken), ReportsJsonContext.Default.PageSessionDecision);
    });

    private static Task<IResult> Find(string id, ISessionControl control, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await control.FindAsync(id, cancellationToken) is { } decision ? Json(decision) : Answers.NotFound("decision", id));

    private static Task<IResult> Release(string id, HttpRequest request, ISessionControl control, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await control.ReleaseAsync(id, await NoteAsync(request, cancellationToken), cancellationToken) is { } decision ? Json(decision) : Answers.NotFound("decision", id));

    private static async ValueTask<ResponseNote> NoteAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        var reason = body.Text("reason") ?? throw new ArgumentException("Say why: { \"reason\": \"…\" }; \"minutes\" says for how long.");
        return new ResponseNote(reason, request.HttpContext.User.Identity?.Name, body.Number("minutes") is { } minutes ? TimeSpan.FromMinutes(minutes) : null);
    }

    private static AdminJson<SessionDecision> Json(SessionDecision decision) => Answers.Json(decision, ReportsJsonContext.Default.SessionDecision);
}
