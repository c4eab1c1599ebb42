using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>Whether an answer is a stream that outlives one exchange, by what the server answered: no request can claim it.</summary>
internal static class Streams
{
    public static bool Is(HttpContext context)
    {
        var response = context.Response;
        return response.StatusCode == StatusCodes.Status101SwitchingProtocols
            || (response.ContentType is { } type && IsStream(type))
            // WebSockets and WebTransport over HTTP/2 and 3: the connection is accepted by a 200.
            || (context.Request.Method == HttpMethods.Connect && response.StatusCode == StatusCodes.Status200OK);
    }

    private static bool IsStream(string type) =>
        type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);
}
