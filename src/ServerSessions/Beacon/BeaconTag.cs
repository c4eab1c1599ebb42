using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Capture;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Live;
using ServerSessions.Model;
using ServerSessions.Requests;

namespace ServerSessions.Beacon;

/// <summary>The attributes of the tag that loads the script on one page.</summary>
/// <param name="Source">Address of the script.</param>
/// <param name="Vitals">Address of the script that measures web vitals, which is loaded before it; null for none.</param>
/// <param name="Page">The token of the page.</param>
/// <param name="IsAhead">The page was fetched ahead of need: it is a step once the script runs.</param>
internal sealed record BeaconTag(string Source, string? Vitals, string Page, bool IsAhead)
{
    private static readonly Func<object, Task> Starts = static state =>
    {
        SharedAnswers.MakePrivate(((HttpResponse)state).Headers);
        return Task.CompletedTask;
    };

    /// <summary>
    /// Null where nothing may be reported: the beacon is not mapped, the visitor does not allow analytics or has no cookie of ours, the session is not in the sample, or
    /// others may be given the page from a cache.
    /// </summary>
    public static BeaconTag? Of(HttpContext context)
    {
        if (Visit.Of(context) is not { IsOfConnection: false } visit || context.RequestServices.GetService<BeaconRoute>()?.Path is not { } path)
            return null;
        var options = context.RequestServices.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Beacon;
        if (!options.Allows(visit.Purposes) || visit.Identity is not BrowserCookie { Key: var key } || !IsSampled(options.SampleRate, key)
            || !TryProtect(context))
            return null;
        return new BeaconTag(
            $"{context.Request.PathBase}{path}?v={BeaconScript.Beacon.Version}", options.WebVitals ? $"{context.Request.PathBase}{path}{BeaconRoute.Vitals}?v={BeaconScript.Vitals.Version}" : null,
            context.RequestServices.GetRequiredService<PageToken>().Create(key, visit.Time),
            HeaderFlags.IsFetchedAhead(context.Request.Headers, HttpVerbs.Parse(context.Request.Method)));
    }

    private static bool IsSampled(double rate, Pseudonym key) => rate >= 1 || (key.High >> 11) * (1.0 / (1ul << 53)) < rate;

    private static bool TryProtect(HttpContext context)
    {
        PersonalAnswers.KeepOutOfOutputCache(context);
        if (context.Response.HasStarted)
            return !SharedAnswers.MayBeStored(context, server: null);
        context.Response.OnStarting(Starts, context.Response);
        return true;
    }
}
