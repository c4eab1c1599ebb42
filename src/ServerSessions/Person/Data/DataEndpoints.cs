using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture;
using ServerSessions.Capture.Headers;
using ServerSessions.Capture.Identity;
using ServerSessions.PersonalData;
using ServerSessions.Reports;

namespace ServerSessions.Person.Data;

/// <summary>Export and erasure of a person's own data.</summary>
internal static class DataEndpoints
{
    /// <summary>What a person sends to confirm an erasure.</summary>
    public const string Confirmation = "erase";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/export", Answers.Reading, (HttpContext context, ISessionPrivacy privacy) => PersonalDataEndpoints.Export(() => Subject(context), "my-data", context.Request, privacy))
            .WithSummary("Everything that is kept about the person, as JSON; ?format=csv: the steps").ProducesProblem(400).ProducesProblem(401);
        group.MapMethods("/data", Answers.Reading, Read).WithSummary("How far the person's newest erasure is").ProducesProblem(401).ProducesProblem(404);
        group.MapDelete("/data", (HttpContext context, ISessionPrivacy privacy, CancellationToken cancellationToken) =>
                EraseAsync(context, new QueryReader(context.Request.Query).Text("confirm"), privacy, cancellationToken))
            .WithSummary("Erases what is kept about the person: ?confirm=erase").Produces<ErasureReport>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(401);
        group.MapPost("/data/erase", PostAsync).AsForm("../data").WithSummary("The same by a form: confirm=erase").ProducesProblem(400).ProducesProblem(401);
    }

    private static async Task<IResult> Read(HttpContext context, ISessionPrivacy privacy, CancellationToken cancellationToken)
    {
        var erasure = await privacy.FindErasureAsync(Subject(context), cancellationToken);
        return Accepts.Html(context.Request) ? DataPage.Of(context, erasure)
            : erasure is null ? TypedResults.Problem("You have asked for no erasure.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Json(erasure, PersonalDataJsonContext.Default.ErasureReport);
    }

    private static async Task<IResult> PostAsync(HttpContext context, ISessionPrivacy privacy, CancellationToken cancellationToken) =>
        await EraseAsync(context, context.Request.HasFormContentType ? (await BodyReader.FormAsync(context.Request, cancellationToken))["confirm"] : default(string?), privacy, cancellationToken);

    private static Task<IResult> EraseAsync(HttpContext context, string? confirmed, ISessionPrivacy privacy, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        if (confirmed != Confirmation)
            throw new ArgumentException($"Confirm the erasure with confirm={Confirmation}. What is erased cannot be brought back.");
        var report = await privacy.EraseAsync(Subject(context), cancellationToken: cancellationToken);
        return TypedResults.Json(report, PersonalDataJsonContext.Default.ErasureReport, statusCode: StatusCodes.Status202Accepted);
    });

    private static DataSubject Subject(HttpContext context) =>
        SessionTracker.Principal(context) is { } principal && Principals.Id(principal) is { } user
            ? DataSubject.OfUser(user.Id, user.Issuer)
            : throw new InvalidOperationException("The request has no signed-in user.");
}
