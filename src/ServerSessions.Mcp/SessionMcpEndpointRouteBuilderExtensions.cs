using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Mcp;
using ServerSessions.Reports;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint at which assistants ask about figures.</summary>
public static class SessionMcpEndpointRouteBuilderExtensions
{
    private static readonly ClosedEndpointMetadata Assistants = new(
        "the figures for assistants",
        "Write app.MapSessionMcp(…).RequireAuthorization(\"Assistants\") with a policy whose authentication scheme takes bearer tokens. It cannot be opened to everyone.")
    {
        MayBeAnonymous = false,
    };

    /// <summary>
    /// Maps a read-only endpoint of the Model Context Protocol (streamable HTTP, without sessions) over the figures of the dashboard. Its answers are of whole days that
    /// are over, with nothing that fewer than five people are behind. It is closed: protect it with <c>.RequireAuthorization("a policy")</c> of a scheme with bearer tokens. A
    /// request without a bearer token, or with a cookie, is refused.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The path; "/mcp" by default.</param>
    /// <exception cref="InvalidOperationException">AddSessionTracking was not called.</exception>
    public static IEndpointConventionBuilder MapSessionMcp(this IEndpointRouteBuilder endpoints, string pattern = "/mcp")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        if (endpoints.ServiceProvider.GetService<ISessionReports>() is null)
            throw new InvalidOperationException("MapSessionMcp needs the services of session tracking. Write builder.Services.AddSessionTracking() before builder.Build().");
        var group = endpoints.MapGroup(pattern).WithMetadata(new DisableSessionTrackingAttribute(), new HiddenEndpointMetadata(), Assistants);
        BearerGuard.Protect(group);
        new McpRoutes(group, McpServices.Of(endpoints.ServiceProvider)).MapMcp("");
        return group;
    }
}
