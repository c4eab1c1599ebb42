using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>What UseSessionTracking adds: it stands after authentication, and notes the endpoint before an error page can replace it.</summary>
internal sealed class SessionTrackingMiddleware(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        if (Visit.Of(context) is { HasEndpoint: false } visit)
            Note(context, visit);
        return next(context);
    }

    // Where an error page runs through here in the place of what was asked for, only these features still know what that was; the
    // status pages take theirs away again at the end.
    private static void Note(HttpContext context, Visit visit)
    {
        if (!visit.HasNewFeatures())
        {
            if (Visit.Chosen(context) is { } first)
                visit.NoteEndpoint(first);
        }
        else if (context.Features.Get<IExceptionHandlerFeature>() is { } handled)
            visit.NoteEndpoint(handled.Endpoint);
        else if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } again)
            visit.NoteEndpoint(again.Endpoint);
        else if (context.GetEndpoint() is { } endpoint)
            visit.NoteEndpoint(endpoint);
    }
}
