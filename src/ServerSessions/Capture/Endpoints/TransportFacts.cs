using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace ServerSessions.Capture.Endpoints;

/// <summary>Reads from an endpoint's metadata whether it carries a connection (SignalR, a Blazor circuit, a connection handler) and no acts of its own.</summary>
internal static class TransportFacts
{
    public static bool IsConnection(Endpoint endpoint) => IsHub(endpoint) || IsMapped(endpoint) || IsBesideCircuit(endpoint);

    public static bool IsHub(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HubMetadata>() is not null;

    // MapConnections, and MapHub by it, mark all that they map by a type of their own, which is not public.
    private static bool IsMapped(Endpoint endpoint)
    {
        foreach (var metadata in endpoint.Metadata)
            if (metadata.GetType().DeclaringType == typeof(ConnectionEndpointRouteBuilderExtensions))
                return true;
        return false;
    }

    // The endpoints that come with a render mode (disconnecting, initializers) have a root and show no component; only MapBlazorHub names them.
    private static bool IsBesideCircuit(Endpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<RootComponentMetadata>() is not null && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        || endpoint.DisplayName is "Blazor disconnect" or "Blazor initializers" or "Blazor Opaque Redirection";
}
