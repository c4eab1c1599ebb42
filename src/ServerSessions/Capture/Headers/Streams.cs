using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Endpoints;

namespace ServerSessions.Capture.Headers;

/// <summary>Whether an answer is a stream that outlives one exchange, by what the server answered: no request can claim it.</summary>
internal static class Streams
{
    /// <param name="context">The request, answered.</param>
    /// <param name="endpoint">The endpoint that was meant: what answers a unary call of gRPC looks like a stream and is none.</param>
    public static bool Is(HttpContext context, EndpointInfo? endpoint = null)
    {
        var response = context.Response;
        return response.StatusCode == StatusCodes.Status101SwitchingProtocols
            || (response.ContentType is { } type && IsStream(type, endpoint))
            // WebSockets and WebTransport over HTTP/2 and 3: the connection is accepted by a 200.
            || (context.Request.Method == HttpMethods.Connect && response.StatusCode == StatusCodes.Status200OK);
    }

    private static bool IsStream(string type, EndpointInfo? endpoint) =>
        type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) || (GrpcCalls.Is(type) && endpoint is not { IsUnaryCall: true });
}
