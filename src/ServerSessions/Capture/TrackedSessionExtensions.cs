using Microsoft.AspNetCore.Http;

namespace ServerSessions;

/// <summary>Access to the session of a request.</summary>
public static class TrackedSessionExtensions
{
    /// <summary>The session of this request, or of the connection that a hub's context stands for; null when it is not tracked.</summary>
    public static TrackedSession? GetTrackedSession(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Capture.Visit.Of(context)?.Session ?? Capture.Visit.OfConnection(context);
    }
}
