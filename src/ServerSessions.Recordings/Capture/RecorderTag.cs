using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Live;
using ServerSessions.Recordings.Receiving;

namespace ServerSessions.Recordings.Capture;

/// <summary>The script element that records a page.</summary>
internal sealed class RecorderTag
{
    private RecorderTag(IReadOnlyList<(string, string)> attributes) => Attributes = attributes;

    /// <summary>Names and values of its attributes.</summary>
    public IReadOnlyList<(string Name, string Value)> Attributes { get; }

    /// <summary>The element for the page of this request; null when the page is not recorded.</summary>
    public static RecorderTag? Of(HttpContext context)
    {
        var services = context.RequestServices;
        // Without the endpoint, there is nowhere to send anything.
        if (services.GetService<RecordingPath>()?.Pattern is not { } pattern || !services.GetRequiredService<RecordingGate>().RecordsPage(context) || !PersonalAnswers.TryProtect(context))
            return null;
        var options = services.GetRequiredService<IOptions<SessionRecordingOptions>>().Value;
        var endpoint = context.Request.PathBase + pattern;
        return new(
        [
            ("src", $"{endpoint}/{RecorderScript.Asset.FileName}"),
            ("async", ""),
            ("data-endpoint", endpoint),
            ("data-route", context.GetEndpoint() is RouteEndpoint route ? RecordedRoutes.PatternOf(route) : RecordedRoutes.Unknown),
            ("data-minute-bytes", options.MaxBytesPerMinute.ToString(CultureInfo.InvariantCulture)),
            ("data-seconds", ((int)options.MaxDuration.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        ]);
    }
}
