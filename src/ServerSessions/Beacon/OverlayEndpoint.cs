using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture;
using ServerSessions.Capture.Admission;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Beacon;

/// <summary>
/// Answers the overlay of a page with the clicks of its step. It is closed without a token that was made for this browser and this user in the last ten minutes, and for the
/// step whose page asks.
/// </summary>
internal sealed class OverlayEndpoint(OverlayToken tokens, OverlayLinks links, ClientRoutes routes, TimeProvider time)
{
    private const int MaxBytes = 4_096;
    private const int CallsPerSecond = 5;

    private readonly RecordGate _rate = new(CallsPerSecond, time);

    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!PageOrigin.IsOwn(context.Request) || Visit.Of(context)?.Cookie is not { Key: var browser })
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (!_rate.TryTake(browser))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (await ReadAsync(context) is not { } asked || tokens.StepOf(asked.Token, browser, links.UserOf(context)) is not { } step || routes.StepOf(ClientRoutes.Below(context.Request.PathBase.Value, Uri.UnescapeDataString(asked.Path))) != step
            || context.RequestServices.GetService<StepClicksReader>() is not { } reader)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        return TypedResults.Json(await reader.ReadAsync(step, context.RequestAborted), StepClicksJsonContext.Default.StepClicks);
    }

    private static async ValueTask<OverlayRequest?> ReadAsync(HttpContext context)
    {
        var body = await context.Request.BodyReader.ReadAtLeastAsync(MaxBytes + 1, context.RequestAborted);
        try
        {
            return body.Buffer.Length > MaxBytes ? null : JsonSerializer.Deserialize(System.Buffers.BuffersExtensions.ToArray(body.Buffer), OverlayJsonContext.Default.OverlayRequest);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.Buffer.End);
        }
    }
}
