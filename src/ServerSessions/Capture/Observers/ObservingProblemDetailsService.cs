using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Receives the failing fields of minimal APIs, whose validation reports them to this service only. Where the application has none, it reports that it wrote
/// nothing, so that the answer is unchanged.
/// </summary>
internal sealed class ObservingProblemDetailsService(IProblemDetailsService? inner) : IProblemDetailsService
{
    public ValueTask<bool> TryWriteAsync(ProblemDetailsContext context)
    {
        Observe(context);
        return inner?.TryWriteAsync(context) ?? ValueTask.FromResult(false);
    }

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Observe(context);
        return inner?.WriteAsync(context) ?? ValueTask.CompletedTask;
    }

    private static void Observe(ProblemDetailsContext context)
    {
        if (context.ProblemDetails is HttpValidationProblemDetails { Errors.Count: > 0 } problem
            && Visit.Of(context.HttpContext) is { } visit)
            visit.Try(problem, static (visit, problem) => visit.Refused(FailingFields.Keep(problem.Errors.Keys, DeclaredNames.Of(visit.MeantEndpoint()))));
    }
}
