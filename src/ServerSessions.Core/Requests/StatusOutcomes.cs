namespace ServerSessions.Requests;

/// <summary>How a request ended, as far as its status shows.</summary>
internal static class StatusOutcomes
{
    private const int ClientClosedRequest = 499; // nginx's own

    public static Outcome Of(int status) => status switch
    {
        < 100 => Outcome.Aborted, // nothing was answered
        304 or < 300 => Outcome.Ok,
        < 400 => Outcome.Redirected,
        400 or 422 => Outcome.Invalid,
        401 or 403 => Outcome.Denied,
        404 or 405 or 410 => Outcome.Missing,
        409 or 412 => Outcome.Conflict,
        429 => Outcome.Throttled,
        ClientClosedRequest => Outcome.Aborted,
        _ => Outcome.Failed,
    };
}
