using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture;
using ServerSessions.Capture.Headers;
using ServerSessions.Capture.Identity;
using ServerSessions.Person.Limits;
using ServerSessions.PersonalData;
using ServerSessions.Reports;

namespace ServerSessions.Person.Data;

/// <summary>Export and erasure of a person's own data.</summary>
internal static class DataEndpoints
{
    /// <summary>What a person sends to confirm an erasure.</summary>
    public const string Confirmation = "erase";

    /// <summary>Minimum time between the end of an erasure and the next one of the same person.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/export", Answers.Reading, (HttpContext context, ISessionPrivacy privacy) => PersonalDataEndpoints.Export(() => Subject(context), "my-data", context.Request, privacy))
            .WithSummary("Everything that is kept about the person, as JSON; ?format=csv: the steps").ProducesProblem(400).ProducesProblem(401).LimitedAs(CostlyRequest.Export);
        group.MapMethods("/data", Answers.Reading, Read).WithSummary("How far the person's newest erasure is").ProducesProblem(401).ProducesProblem(404);
        group.MapDelete("/data", (HttpContext context, ISessionPrivacy privacy, TimeProvider time, CancellationToken cancellationToken) =>
                EraseAsync(context, new QueryReader(context.Request.Query).Text("confirm"), privacy, time, cancellationToken))
            .WithSummary("Erases what is kept about the person: ?confirm=erase").Produces<ErasureReport>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(401).LimitedAs(CostlyRequest.Erasure);
        group.MapPost("/data/erase", PostAsync).AsForm("../data").WithSummary("The same by a form: confirm=erase").ProducesProblem(400).ProducesProblem(401).LimitedAs(CostlyRequest.Erasure);
    }

    private static async Task<IResult> Read(HttpContext context, ISessionPrivacy privacy, CancellationToken cancellationToken)
    {
        var erasure = await privacy.FindErasureAsync(Subject(context), cancellationToken);
        return Accepts.Html(context.Request) ? DataPage.Of(context, erasure)
            : erasure is null ? TypedResults.Problem("You have asked for no erasure.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Json(Own(erasure), PersonalDataJsonContext.Default.ErasureReport);
    }

    private static async Task<IResult> PostAsync(HttpContext context, ISessionPrivacy privacy, TimeProvider time, CancellationToken cancellationToken) =>
        await EraseAsync(context, context.Request.HasFormContentType ? (await BodyReader.FormAsync(context.Request, cancellationToken))["confirm"] : default(string?), privacy, time, cancellationToken);

    private static Task<IResult> EraseAsync(HttpContext context, string? confirmed, ISessionPrivacy privacy, TimeProvider time, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        if (confirmed != Confirmation)
            throw new ArgumentException($"Confirm the erasure with confirm={Confirmation}. What is erased cannot be brought back.");
        var subject = Subject(context);
        // Each erasure searches everything that is kept about everyone.
        if (await privacy.FindErasureAsync(subject, cancellationToken) is { DoneAt: { } done } && done + Every - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            return CostlyRequestFilter.TooMany(context, "Your data has just been erased. What was recorded since then can be erased a little later.", wait);
        var report = await privacy.EraseAsync(subject with { Requester = ErasureRequester.Person }, cancellationToken: cancellationToken);
        return TypedResults.Json(Own(report), PersonalDataJsonContext.Default.ErasureReport, statusCode: StatusCodes.Status202Accepted);
    });

    // A person sees no hash of themselves, and nothing that administrators did.
    private static ErasureReport Own(ErasureReport report) => report with { SubjectHash = null, RequestedBy = null };

    private static DataSubject Subject(HttpContext context) =>
        SessionTracker.Principal(context) is { } principal && Principals.Id(principal) is { } user
            ? DataSubject.OfUser(user.Id, user.Issuer)
            : throw new InvalidOperationException("The request has no signed-in user.");
}
