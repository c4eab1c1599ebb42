using System.Net;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Headers;

/// <summary>
/// Networks whose requests may name the session that they belong to. Such a request can pass on a value that its client wrote, so the name makes journeys
/// whole and nothing else.
/// </summary>
internal sealed class TrustedCallers
{
    private static readonly TrustedCallers Marker = new([]);

    private readonly IPNetwork[] _networks;

    private TrustedCallers(IPNetwork[] networks) => _networks = networks;

    /// <summary>Null where no network is named.</summary>
    public static TrustedCallers? Of(SessionTrackingOptions options) =>
        options.TrustedCallers.Count == 0 ? null : new([.. options.TrustedCallers.Select(IPNetwork.Parse)]);

    /// <summary>
    /// Marks a request with baggage that comes from one of the networks. Call it while the request's address is the one of its connection: a forwarded
    /// address is what a client wrote.
    /// </summary>
    public void Mark(HttpContext context)
    {
        if (context.Request.Headers.Baggage.Count > 0 && Has(context.Connection.RemoteIpAddress))
            context.Features[typeof(TrustedCallers)] = Marker;
    }

    /// <summary>The session that a marked request names, and removes the mark; empty where it names none, or may not.</summary>
    public static ReadOnlySpan<char> TakeSession(HttpContext context)
    {
        if (context.Features[typeof(TrustedCallers)] is null)
            return default;
        context.Features[typeof(TrustedCallers)] = null;
        return BaggageHeader.SessionId(context.Request.Headers.Baggage);
    }

    private bool Has(IPAddress? address)
    {
        if (address is null)
            return false;
        var known = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
            if (network.Contains(known))
                return true;
        return false;
    }
}
