using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace ServerSessions.Tests.Support;

/// <summary>A tracked gateway that is a real YARP, on a Kestrel of its own.</summary>
internal static class YarpGateway
{
    /// <param name="backend">The address of what stands behind it.</param>
    /// <param name="environment">The gateway's environment.</param>
    /// <param name="pattern">Its one route.</param>
    public static Task<TrackedApp> StartAsync(Uri backend, string environment = "Development", string pattern = "/{**all}") => TrackedApp.StartAsync(
        a => a.MapReverseProxy(),
        s => s.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "backend", Match = new RouteMatch { Path = pattern } }],
            [
                new ClusterConfig
                {
                    ClusterId = "backend",
                    Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { ["one"] = new() { Address = backend.ToString() } },
                },
            ]),
        environment: environment, kestrel: true, name: "Gateway");
}
