using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Reports;

/// <summary>Shows people on a page why a page or the form of one was refused; programs get the problem itself.</summary>
internal sealed class RefusalPageFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        return result is ProblemHttpResult { ProblemDetails.Detail: { } detail } problem && IsOfPerson(http.Request)
            && http.GetEndpoint()?.Metadata.GetMetadata<PagePathMetadata>() is { } page
            ? http.RequestServices.GetService<ISessionPages>()?.Refused(http, page.For(http.Request.RouteValues), problem.StatusCode, detail) ?? result
            : result;
    }

    private static bool IsOfPerson(HttpRequest request) =>
        Accepts.Html(request) && (HttpMethods.IsPost(request.Method) ? request.HasFormContentType : !request.Query.ContainsKey("format"));
}
