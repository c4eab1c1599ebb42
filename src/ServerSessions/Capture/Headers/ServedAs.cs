using ServerSessions.Requests;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Headers;

/// <summary>How a request ended: status, outcome, and the endpoint that was meant, also where error pages ran in its place.</summary>
internal readonly record struct ServedAs(int Status, Outcome Outcome, Endpoint? Endpoint, Exception? Exception)
{
    // Asking a request whether it was aborted costs an allocation; an answer this quick is not one that people give up on.
    private const long AbortableMicroseconds = 250_000;

    public static ServedAs Of(HttpContext context, Visit visit, long duration)
    {
        var response = context.Response;
        var status = response.StatusCode;
        // An exception that the application's error handling has handled is the cause all the same.
        var exception = visit.Exception is { } thrown ? thrown : !visit.HasNewFeatures() ? null : context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (visit.Exception is { } unhandled && !response.HasStarted)
            status = unhandled is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        var endpoint = visit.MeantEndpoint();
        // A client that was there when the failing answer began has it, whatever became of the connection afterwards.
        var aborted = (exception is not null || status == StatusCodes.Status499ClientClosedRequest || duration > AbortableMicroseconds)
            && !(visit.ReachedClient && status >= StatusCodes.Status400BadRequest)
            && context.RequestAborted.IsCancellationRequested;
        return new ServedAs(status, aborted ? Outcome.Aborted : Classify(context, visit, status, exception), endpoint, exception);
    }

    private static Outcome Classify(HttpContext context, Visit visit, int status, Exception? exception) => status switch
    {
        401 or 403 => Outcome.Denied,
        _ when visit.IsDenied => Outcome.Denied,
        400 or 422 => Outcome.Invalid,
        404 or 405 or 410 => Outcome.Missing,
        409 when EnhancedNavigation.Reloads(context.Response.Headers) => Outcome.Redirected,
        409 or 412 => Outcome.Conflict,
        429 => Outcome.Throttled,
        503 when context.Response.Headers.RetryAfter.Count > 0 => Outcome.Throttled,
        >= 400 => Outcome.Failed,
        _ when exception is not null => Outcome.Failed,
        304 => Outcome.Ok,
        >= 300 => Outcome.Redirected,
        _ when visit.Fields is not null => Outcome.Invalid,
        _ => Outcome.Ok,
    };
}
