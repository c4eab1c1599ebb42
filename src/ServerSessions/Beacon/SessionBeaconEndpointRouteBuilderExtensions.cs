using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions;
using ServerSessions.Beacon;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the beacon, the script that reports what only the browser sees.</summary>
public static class SessionBeaconEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the script (GET), the optional one that measures web vitals (GET, "/v" below it), and takes their reports (POST). It also maps the script
    /// that shows an administrator the clicks of a page on the page ("/o" below it), whose figures need a token of the dashboard. Pages load it with <c>&lt;session-beacon /&gt;</c> or <see cref="SessionBeacon"/>. Reports are taken from pages of this
    /// application only, for the session of the cookie, and where the visitor allows <see cref="TrackingPurposes.Analytics"/>; they need no authorization. docs/beacon.md has
    /// what is collected.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The path; "/s" by default. Choose one that blockers do not know.</param>
    /// <exception cref="InvalidOperationException">AddSessionTracking was not called, or this process does not capture.</exception>
    public static IEndpointConventionBuilder MapSessionBeacon(this IEndpointRouteBuilder endpoints, string pattern = "/s")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var route = endpoints.ServiceProvider.GetService<BeaconRoute>()
            ?? throw new InvalidOperationException("MapSessionBeacon needs session tracking with the role Capture. Write builder.Services.AddSessionTracking() before builder.Build().");
        route.Map(pattern);
        var group = endpoints.MapGroup(pattern).WithTags("Session tracking").ExcludeFromDescription();
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], BeaconScript.Beacon.Serve).DisableSessionTracking();
        group.MapMethods(BeaconRoute.Vitals, [HttpMethods.Get, HttpMethods.Head], BeaconScript.Vitals.Serve).DisableSessionTracking();
        group.MapMethods(BeaconRoute.Overlay, [HttpMethods.Get, HttpMethods.Head], BeaconScript.Overlay.Serve).DisableSessionTracking();
        group.MapPost(BeaconRoute.Overlay, (HttpContext context, OverlayEndpoint overlay) => overlay.AnswerAsync(context)).DisableSessionTracking().AsPassive().DisableAntiforgery();
        // Only an accepted report is recorded, and it is no act of a person.
        group.MapPost("", (HttpContext context, BeaconEndpoint beacon) => beacon.TakeAsync(context)).DisableSessionTracking().AsPassive().DisableAntiforgery();
        return group;
    }
}
