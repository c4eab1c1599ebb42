using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture;
using ServerSessions.Capture.Live;
using ServerSessions.Reports;

namespace ServerSessions.Personalization;

/// <summary>Nudges of the person who asks: what to show now, when to ask again, and dismissal. There is no way to ask for another person's.</summary>
internal static class NudgeEndpoints
{
    private const string Waiting = "nudge";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(10);

    /// <summary>Maps them into a group of the person's own endpoints.</summary>
    /// <param name="group">The group, protected against other sites.</param>
    /// <param name="pattern">Its whole prefix.</param>
    public static void Map(RouteGroupBuilder group, string pattern)
    {
        ((IEndpointRouteBuilder)group).ServiceProvider.GetRequiredService<NudgeRoutes>().Map(pattern);
        group.MapGet("/nudges", ListAsync).AsPassive().WithSummary("Claims the nudge to show now").Produces<NudgeList>();
        group.MapGet("/nudges/events", Events).AsPassive().WithSummary("Server-sent events: \"nudge\" when there may be one to show; it claims none");
        group.MapPost("/nudges/{id}/dismiss", DismissAsync).AsPassive().WithSummary("The person does not want a nudge").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken) =>
        TypedResults.Json(
            new NudgeList(PersonalAnswers.TryProtect(context) && Visit.Of(context) is { } visit ? await visit.NudgesAsync(NudgeChannels.Feed, hasText: false, cancellationToken) : []),
            NudgeListJsonContext.Default.NudgeList);

    private static IResult Events(HttpContext context, RequestNudges nudges, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(LookAsync(context, nudges, time, cancellationToken));

    // Each look reads the journey once. A stream announces once; the page then asks.
    private static async IAsyncEnumerable<SseItem<string>> LookAsync(
        HttpContext context, RequestNudges nudges, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        yield return new SseItem<string>("", "open");
        while (Visit.Of(context) is { } visit && time.GetElapsedTime(began) < LongestStream)
        {
            if (await nudges.IsWaitingAsync(context, visit, cancellationToken))
            {
                yield return new SseItem<string>("", Waiting);
                yield break;
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private static async Task<IResult> DismissAsync(string id, HttpContext context, RequestNudges nudges, CancellationToken cancellationToken)
    {
        if (Visit.Of(context) is not { } visit || !await nudges.DismissAsync(context, visit, id, cancellationToken))
            return Answers.NotFound("nudge", id);
        return context.Request.HasFormContentType ? Back(context) : TypedResults.NoContent();
    }

    // Back to the page of this site that the form was on.
    private static IResult Back(HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers.Location = Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page)
            && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) && page.Scheme == request.Scheme
            ? "/" + page.PathAndQuery.TrimStart('/')
            : request.PathBase + "/";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
