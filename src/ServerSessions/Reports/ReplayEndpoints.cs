using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>Replays of rules as jobs: asked for, listed, and cancelled on any process.</summary>
internal static class ReplayEndpoints
{
    // The page of the job, to which its id leads.
    private const string Job = "job";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/detectors/{id}/replays", Request).AsConfirmedForm(group, "/detectors/{id}/replays", $"../../replays/{{{Job}}}")
            .WithSummary("Replays a rule over the stored journeys as a job of this process")
            .Produces<ReplayReport>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(404).ProducesProblem(429);
        group.MapMethods("/replays", Answers.Reading, List).AsPage("replays").WithSummary("The newest replays of rules of all processes, and how far they are")
            .Produces<Page<ReplayReport>>();
        group.MapMethods("/replays/{id}", Answers.Reading, Find).AsPage("replays/{id}").WithSummary("A replay of a rule with its result").Produces<ReplayReport>().ProducesProblem(404);
        group.MapPost("/replays/{id}/cancel", Cancel).AsConfirmedForm(group, "/replays/{id}/cancel", "../{id}").WithSummary("Cancels a replay that waits or runs")
            .Produces<ReplayReport>().ProducesProblem(404);
    }

    private static Task<IResult> Request(string id, HttpRequest request, ISessionReplays replays, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        try
        {
            if (await replays.RequestAsync(RouteText.Of(id), body.Time("from"), body.Time("to"), request.HttpContext.User.Identity?.Name, cancellationToken) is not { } replay)
                return Answers.NotFound("rule", id);
            request.RouteValues[Job] = replay.Id;
            return TypedResults.Json(replay, ReportsJsonContext.Default.ReplayReport, statusCode: StatusCodes.Status202Accepted);
        }
        catch (InvalidOperationException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status429TooManyRequests);
        }
    });

    private static Task<IResult> List(ISessionReplays replays, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(new Page<ReplayReport>(await replays.ListAsync(cancellationToken), null), ReportsJsonContext.Default.PageReplayReport));

    private static Task<IResult> Find(string id, ISessionReplays replays, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answer(await replays.FindAsync(id, cancellationToken), id));

    private static Task<IResult> Cancel(string id, HttpContext context, ISessionReplays replays, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answer(await replays.CancelAsync(id, context.User.Identity?.Name, cancellationToken), id));

    private static IResult Answer(ReplayReport? replay, string id) => replay is null ? Answers.NotFound("replay", id) : Answers.Json(replay, ReportsJsonContext.Default.ReplayReport);
}
