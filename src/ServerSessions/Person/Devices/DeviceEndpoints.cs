using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture.Headers;
using ServerSessions.Person.Limits;
using ServerSessions.Reports;
using ServerSessions.Reports.Personal;

namespace ServerSessions.Person.Devices;

/// <summary>Where a person is signed in, and the sign-out of one or all other devices.</summary>
internal static class DeviceEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/sessions", Answers.Reading, Read).WithSummary("The person's devices, this one marked").ProducesProblem(401);
        group.MapPost("/sessions/{id}/sign-out", SignOutAsync).AsForm("../../sessions").WithSummary("Signs out the device of one of the person's sessions").ProducesProblem(401).ProducesProblem(404).ProducesProblem(409).LimitedAs(CostlyRequest.SignOut);
        group.MapPost("/sessions/sign-out-others", SignOutOthersAsync).AsForm("../sessions").WithSummary("Signs out all devices but this one").ProducesProblem(401).ProducesProblem(409).LimitedAs(CostlyRequest.SignOut);
    }

    private static async Task<IResult> Read(HttpContext context, DeviceReports devices, CancellationToken cancellationToken)
    {
        var list = await devices.ListAsync(PersonRequest.Of(context), cancellationToken);
        return Accepts.Html(context.Request) ? DevicePage.Of(context, list) : TypedResults.Json(list, PersonalJsonContext.Default.PersonDevices);
    }

    private static Task<IResult> SignOutAsync(string id, HttpContext context, DeviceReports devices, CancellationToken cancellationToken) => TryAsync(async () =>
        SessionId.TryParse(id, out var session) ? await devices.SignOutAsync(PersonRequest.Of(context), session, cancellationToken) : null);

    private static Task<IResult> SignOutOthersAsync(HttpContext context, DeviceReports devices, CancellationToken cancellationToken) =>
        TryAsync(() => devices.SignOutOthersAsync(PersonRequest.Of(context), cancellationToken));

    // Another person's session is answered like one that does not exist.
    private static async Task<IResult> TryAsync(Func<ValueTask<SignOutResult?>> signOut)
    {
        try
        {
            return await signOut() is { } result
                ? TypedResults.Json(result, PersonalJsonContext.Default.SignOutResult)
                : TypedResults.Problem("You have no such session.", statusCode: StatusCodes.Status404NotFound);
        }
        catch (SignOutException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
        catch (DecisionLimitException)
        {
            return TypedResults.Problem("Too many sign-outs hold already. Sign out all other devices instead, or try again later.", statusCode: StatusCodes.Status429TooManyRequests);
        }
    }
}
