using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Identity;
using ServerSessions.Response;

namespace ServerSessions.Capture;

/// <summary>
/// The outermost middleware: it begins and ends every visit, so that requests which authorization refuses, short-circuited
/// endpoints and failures of other middleware are seen too.
/// </summary>
internal sealed class SessionShellMiddleware(
    RequestDelegate next, SessionTracker tracker, OpenRequests requests, ResponseGate gate, VisitKeys keys, IOptions<SessionTrackingOptions> options, ILogger<SessionShellMiddleware> logger)
{
    private readonly bool _tagsLogs = options.Value.TagLogs;

    public Task Invoke(HttpContext context)
    {
        var visit = tracker.Begin(context);
        // Nothing where no logger takes what a request could write.
        var scope = _tagsLogs && visit is not null && logger.IsEnabled(LogLevel.Critical) ? logger.BeginScope(new LogScope(visit)) : null;
        // Before the application runs: at the same time, two threads would write into one list of callbacks, or into a response that has started.
        visit?.WatchStart();
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
            return EndAsync(served, context, visit, scope);
        tracker.End(context, visit);
        scope?.Dispose();
        return Task.CompletedTask;
    }

    private async Task EndAsync(Task served, HttpContext context, Visit? visit, IDisposable? scope)
    {
        var open = visit is null ? null : Open(context, visit);
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
            if (open is not null)
                requests.Remove(open);
            tracker.End(context, visit);
            scope?.Dispose();
        }
    }

    private OpenRequest Open(HttpContext context, Visit visit)
    {
        var open = requests.Add(context, visit);
        // A decision that came after the request was let in and before it stood in the list would miss it.
        if (!gate.IsQuiet && gate.Cuts(context, keys.Of(visit)))
            open.Abort();
        return open;
    }
}
