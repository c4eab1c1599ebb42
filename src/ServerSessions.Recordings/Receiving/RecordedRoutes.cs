using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Recordings.Receiving;

/// <summary>The patterns of the application's routes: the only addresses that a recording has.</summary>
internal sealed class RecordedRoutes(EndpointDataSource endpoints)
{
    /// <summary>The address of a page without a known route.</summary>
    public const string Unknown = "/{unknown}";

    /// <summary>Returns the pattern of an endpoint.</summary>
    public static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.Trim('/');

    /// <summary>Returns the pattern if the application has a route with it; else <see cref="Unknown"/>.</summary>
    public string PatternOf(string given)
    {
        foreach (var endpoint in endpoints.Endpoints)
            if (endpoint is RouteEndpoint route && PatternOf(route) == given)
                return given;
        return Unknown;
    }
}
