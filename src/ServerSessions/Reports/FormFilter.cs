using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Reports;

/// <summary>Sends people whose form was accepted to its page; programs get the answer itself.</summary>
internal sealed class FormFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || !Accepts.Html(http.Request)
            || http.GetEndpoint()?.Metadata.GetMetadata<FormReturnMetadata>() is not { } back
            || result is not IStatusCodeHttpResult { StatusCode: null or (>= 200 and < 300) })
            return result;
        http.Response.Headers.Location = back.For(http.Request.RouteValues);
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
