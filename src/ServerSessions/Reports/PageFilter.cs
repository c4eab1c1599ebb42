using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Reports;

/// <summary>Answers a request for text/html with the page, where pages are registered and there is one; any other request, and one with <c>format</c>, with data.</summary>
internal sealed class PageFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.CacheControl = "no-store";
        return (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && Accepts.Html(http.Request) && !http.Request.Query.ContainsKey("format")
            && http.GetEndpoint()?.Metadata.GetMetadata<PagePathMetadata>() is { } page
            && http.RequestServices.GetService<ISessionPages>()?.Page(http, page.For(http.Request.RouteValues)) is { } result
            ? ValueTask.FromResult<object?>(result)
            : next(context);
    }
}
