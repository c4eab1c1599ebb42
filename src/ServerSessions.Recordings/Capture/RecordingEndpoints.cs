using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture;
using ServerSessions.Recordings.Receiving;
using ServerSessions.Reports;

namespace ServerSessions.Recordings.Capture;

/// <summary>Serves the recorder, and takes what it sends. Whatever comes is treated as hostile: the session is the cookie's, and every limit is the server's.</summary>
internal static class RecordingEndpoints
{
    private const int MaxBody = 1_000_000;

    // The recorder stops. An answer of success leaves no line in the visitor's console.
    private const int Stop = StatusCodes.Status205ResetContent;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/" + RecorderScript.Asset.FileName, (HttpResponse response) => RecorderScript.Asset.Serve(response, isPublic: true));
        group.MapPost("/", ReceiveAsync).AddEndpointFilter<SameSiteFilter>();
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, ChunkReceiver receiver, RecordingGate gate, CancellationToken cancellationToken)
    {
        if (!IsFromBrowser(context.Request) || gate.Recorded(context) is not { } visit)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (context.Request.ContentLength > MaxBody || await ReadAsync(context.Request.Body, cancellationToken) is not { } body)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var chunk = Chunk.Parse(body);
        if (chunk is null)
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        if (chunk.Sequence == 0 && !gate.MayBegin(context))
            return TypedResults.StatusCode(Stop);
        var result = await receiver.ReceiveAsync(visit.Cookie!.Key, visit.User, await SessionOfAsync(visit, cancellationToken), chunk, cancellationToken);
        return TypedResults.StatusCode(result switch
        {
            ChunkResult.Stored or ChunkResult.Lost => StatusCodes.Status204NoContent,
            ChunkResult.Busy => StatusCodes.Status503ServiceUnavailable,
            ChunkResult.Malformed => StatusCodes.Status400BadRequest,
            _ => Stop,
        });
    }

    // Browsers send one of them with every such request. A program that sends neither has no page to record.
    private static bool IsFromBrowser(HttpRequest request) => request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.ContainsKey("Origin");

    private static async ValueTask<string?> SessionOfAsync(Visit visit, CancellationToken cancellationToken) =>
        (await visit.JourneyAsync(cancellationToken))?.Session?.ToString();

    // Null when there is more than may be.
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var read = new MemoryStream();
        var buffer = new byte[1 << 15];
        for (int count; (count = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (read.Length + count > MaxBody)
                return null;
            read.Write(buffer, 0, count);
        }

        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }
}
