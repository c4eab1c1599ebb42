using Microsoft.AspNetCore.Http;

namespace ServerSessions;

/// <summary>Access to the session of a request.</summary>
public static class TrackedSessionExtensions
{
    /// <summary>Returns the session of this request, or of the connection of a hub's context; null when it is not tracked.</summary>
    public static TrackedSession? GetTrackedSession(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Capture.Visit.Of(context)?.Session ?? Capture.ConnectionVisits.Find(context);
    }
}
