using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions;
using ServerSessions.Recordings.Capture;
using ServerSessions.Reports;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints of recordings, and excludes pages from them.</summary>
public static class SessionRecordingEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the script of the recorder, and the endpoint that takes what it sends. The endpoint takes parts of recordings only from pages of the same origin, from a
    /// browser with the session's cookie and with consent to <see cref="TrackingPurposes.Recording"/>, so it needs no authorization.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The prefix; "/_sr" by default.</param>
    /// <exception cref="InvalidOperationException">AddSessionRecording was not called.</exception>
    public static IEndpointConventionBuilder MapSessionRecording(this IEndpointRouteBuilder endpoints, string pattern = "/_sr")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var path = endpoints.ServiceProvider.GetService<RecordingPath>()
            ?? throw new InvalidOperationException("MapSessionRecording needs the services of recordings. Write builder.Services.AddSessionTracking().AddSessionRecording(…) before builder.Build().");
        path.Map(pattern);
        var group = endpoints.MapGroup(pattern).WithMetadata(new DisableSessionTrackingAttribute()).AddEndpointFilter<OutputCacheFilter>().ExcludeFromDescription();
        StorageGuard.Protect(group);
        RecordingEndpoints.Map(group);
        return group;
    }

    /// <summary>Excludes pages of these endpoints from recordings.</summary>
    /// <param name="builder">The endpoint, or a group.</param>
    public static TBuilder DisableSessionRecording<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithMetadata(new DisableSessionRecordingAttribute());
    }
}
