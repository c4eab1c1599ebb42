using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Headers;

/// <summary>The facts of the connection that a request came by.</summary>
internal static class ConnectionFacts
{
    private const uint IsMultiplexed = 1;

    /// <summary>
    /// A number that is equal for equal connections: whether HTTP is older than version 2, and protocol and cipher of TLS where the server shows them.
    /// A browser may change from version 2 to 3 at any time.
    /// </summary>
    public static uint Of(HttpContext context)
    {
        var facts = HttpProtocol.IsHttp2(context.Request.Protocol) || HttpProtocol.IsHttp3(context.Request.Protocol) ? IsMultiplexed : 0;
        return context.Request.IsHttps && context.Features.Get<ITlsHandshakeFeature>() is { } tls
            ? facts | ((uint)tls.Protocol << 1) | ((uint)(tls.NegotiatedCipherSuite ?? 0) << 16)
            : facts;
    }
}
