using System.Net;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Headers;

/// <summary>Networks whose requests may name the session that they belong to. What they pass on may be their client's words, so it makes journeys whole and nothing else.</summary>
internal sealed class TrustedCallers
{
    private readonly IPNetwork[] _networks;

    private TrustedCallers(IPNetwork[] networks) => _networks = networks;

    /// <summary>Null where no network is named.</summary>
    public static TrustedCallers? Of(SessionTrackingOptions options) =>
        options.TrustedCallers.Count == 0 ? null : new([.. options.TrustedCallers.Select(IPNetwork.Parse)]);

    /// <summary>The session that a request names; empty where it names none, or may not.</summary>
    public ReadOnlySpan<char> SessionOf(HttpContext context)
    {
        var baggage = context.Request.Headers.Baggage;
        return baggage.Count > 0 && Has(context.Connection.RemoteIpAddress) ? BaggageHeader.SessionId(baggage) : default;
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
