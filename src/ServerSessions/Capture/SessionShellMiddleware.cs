using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>
/// The outermost middleware: it begins and ends every visit, so that requests which authorization refuses, short-circuited
/// endpoints and failures of other middleware are seen too.
/// </summary>
internal sealed class SessionShellMiddleware(RequestDelegate next, SessionTracker tracker)
{
    public Task Invoke(HttpContext context)
    {
        var visit = tracker.Begin(context);
        Task served;
        try
        {
            served = next(context);
        }
        catch (Exception exception)
        {
            served = Task.FromException(exception);
        }

        // A request that is done already needs no state machine.
        if (!served.IsCompletedSuccessfully)
            return EndAsync(served, context, visit);
        tracker.End(context, visit);
        return Task.CompletedTask;
    }

    private async Task EndAsync(Task served, HttpContext context, Visit? visit)
    {
        try
        {
            await served;
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
