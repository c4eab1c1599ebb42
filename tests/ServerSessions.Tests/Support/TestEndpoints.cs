using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Endpoints;

namespace ServerSessions.Tests.Support;

/// <summary>Endpoints as routing has them, without an application around.</summary>
internal static class TestEndpoints
{
    private static readonly EndpointReader Reader = new(Options.Create(new SessionTrackingOptions()));

    public static EndpointInfo Of(string route) =>
        Reader.Of(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, EndpointMetadataCollection.Empty, route));
}
