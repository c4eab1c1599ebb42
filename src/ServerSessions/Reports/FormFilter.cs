using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Reports;

/// <summary>Sends people whose form was accepted to its page, and shows them on a page why it was not; programs get the answer itself.</summary>
internal sealed class FormFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || !Accepts.Html(http.Request)
            || http.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<FormReturnMetadata>() is not { } back)
            return result;
        if (result is ProblemHttpResult { ProblemDetails.Detail: { } detail } problem && metadata.GetMetadata<PagePathMetadata>() is { } page)
            return http.RequestServices.GetService<ISessionPages>()?.Refused(http, page.For(http.Request.RouteValues), problem.StatusCode, detail) ?? result;
        if (result is not IStatusCodeHttpResult { StatusCode: null or (>= 200 and < 300) })
            return result;
        http.Response.Headers.Location = back.For(http.Request.RouteValues);
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
