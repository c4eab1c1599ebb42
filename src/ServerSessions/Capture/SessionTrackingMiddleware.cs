using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>What UseSessionTracking adds: it stands after authentication, and notes the endpoint before an error page can replace it.</summary>
internal sealed class SessionTrackingMiddleware(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        if (context.Features.Get<Visit>() is { Endpoint: null } visit)
            visit.Endpoint = context.GetEndpoint();
        return next(context);
    }
}
