using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerSessions.Capture.Endpoints;

/// <summary>
/// Calls of gRPC: a unary call is one exchange, like a call of any API; only the three kinds of streams are connections. The server's own packages are not
/// referenced: their metadata is known by its name.
/// </summary>
internal static class GrpcCalls
{
    private const string Metadata = "Grpc.AspNetCore.Server.GrpcMethodMetadata";

    public static bool Is(string contentType) => contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the endpoint is a method that takes one message and answers one. Uses reflection: asked once for each endpoint.</summary>
    public static bool IsUnary(Endpoint endpoint)
    {
        foreach (var metadata in endpoint.Metadata)
            if (metadata.GetType() is { FullName: Metadata } type)
                return type.GetProperty("Method")?.GetValue(metadata) is { } method
                    && method.GetType().GetProperty("Type")?.GetValue(method) is Enum kind && kind.ToString() == "Unary";
        return false;
    }

    /// <summary>
    /// How a call ended that was answered with 200: gRPC says it by a status of its own, behind the body or, where there is none, among the headers.
    /// Statuses have the meaning of the HTTP status that google.rpc.Code gives them. Null: not a gRPC answer, or no status is seen.
    /// </summary>
    public static Outcome? OutcomeOf(HttpContext context)
    {
        if (context.Response.ContentType is not { } type || !Is(type))
            return null;
        var status = context.Response.Headers.GrpcStatus;
        if (status.Count == 0 && context.Features.Get<IHttpResponseTrailersFeature>() is { Trailers: { } trailers })
            status = trailers.GrpcStatus;
        return status.ToString() switch
        {
            "" => null,
            "0" => Outcome.Ok,
            "1" => Outcome.Aborted,
            "3" or "9" or "11" => Outcome.Invalid,
            "5" => Outcome.Missing,
            "6" or "10" => Outcome.Conflict,
            "7" or "16" => Outcome.Denied,
            "8" => Outcome.Throttled,
            _ => Outcome.Failed,
        };
    }
}
