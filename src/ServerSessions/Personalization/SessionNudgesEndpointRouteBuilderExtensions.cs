using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Personalization;
using ServerSessions.Reports;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints by which a page shows and dismisses nudges.</summary>
public static class SessionNudgesEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>GET /nudges</c>, which claims the nudge to show now, <c>GET /nudges/events</c>, an event stream that says when to ask, and
    /// <c>POST /nudges/{id}/dismiss</c>. They concern only the person of the request, so they need no authorization.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The prefix; "/me" by default.</param>
    public static IEndpointConventionBuilder MapSessionNudges(this IEndpointRouteBuilder endpoints, string pattern = "/me")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var group = endpoints.MapGroup(pattern).WithMetadata(LibraryEndpointMetadata.Instance).WithTags("Session tracking").AddEndpointFilter<OutputCacheFilter>().AddEndpointFilter<SameSiteFilter>();
        StorageGuard.Protect(group);
        NudgeEndpoints.Map(group, pattern);
        return group;
    }
}
