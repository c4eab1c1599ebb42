using Microsoft.AspNetCore.Http;
using ServerSessions.Capture;
using ServerSessions.Capture.Identity;
using ServerSessions.Privacy;

namespace ServerSessions.Beacon;

/// <summary>
/// Links from the clicks of a step to its page, where the script of the overlay shows them. An address names the administrator's right in its fragment, which no server
/// receives.
/// </summary>
internal sealed class OverlayLinks(BeaconRoute route, ClientRoutes routes, OverlayToken tokens, Pseudonymizer pseudonyms)
{
    /// <summary>Begin of the fragment; the script of the beacon has it, too.</summary>
    public const string Fragment = "#ss-clicks=";

    /// <summary>Whether pages of this process can have the beacon.</summary>
    public bool IsMapped => route.Path is not null;

    /// <summary>The path of a step's page, where its route has no parameters; null for any other step.</summary>
    public string? PathOf(string step) => routes.PathOf(step);

    /// <summary>
    /// The link; null where the beacon is not mapped here, this browser has no cookie of ours, or the path is not that of a page of the step.
    /// </summary>
    /// <param name="context">The administrator's request.</param>
    /// <param name="step">The step.</param>
    /// <param name="path">Path of the page, below the application's path base.</param>
    public string? Of(HttpContext context, string step, string path) =>
        route.Path is not null && Visit.Of(context)?.Cookie is { Key: var browser } && IsPath(path) && routes.StepOf(path) == step
            ? context.Request.PathBase.ToUriComponent() + new PathString(path).ToUriComponent() + Fragment + tokens.Create(browser, UserOf(context), step)
            : null;

    /// <summary>The signed-in user of a request; none where no user is signed in.</summary>
    public Pseudonym UserOf(HttpContext context) => Principals.Id(context.User) is { } user ? pseudonyms.User(user).Pseudonym : default;

    // Two slashes would be another host.
    private static bool IsPath(string path) => path is ['/', ..] and not ['/', '/' or '\\', ..];
}
