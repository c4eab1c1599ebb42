using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Person.Pages;

/// <summary>Shows a browser what is wrong as a page; programs get the problem document.</summary>
internal sealed class ProblemPageFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await next(context) is var result && result is ProblemHttpResult problem && Accepts.Html(context.HttpContext.Request)
            ? MessagePage.Of(problem.ProblemDetails.Title ?? "This did not work", problem.ProblemDetails.Detail ?? "", problem.StatusCode)
            : result;
}
