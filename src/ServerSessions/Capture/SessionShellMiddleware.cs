using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>
/// The outermost middleware: it begins and ends every visit, so that requests which authorization refuses, short-circuited
/// endpoints and failures of other middleware are seen too.
/// </summary>
internal sealed class SessionShellMiddleware(RequestDelegate next, SessionTracker tracker)
{
    public async Task Invoke(HttpContext context)
    {
        var visit = tracker.Begin(context);
        try
        {
            await next(context);
        }
        catch (Exception exception) when (visit?.Observe(exception) == true)
        {
            throw;
        }
        finally
        {
            tracker.End(context, visit);
        }
    }
}
