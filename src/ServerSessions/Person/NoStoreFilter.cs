using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Cookies;

namespace ServerSessions.Person;

/// <summary>Keeps personal answers out of the caches of browsers and of delivery networks.</summary>
internal sealed class NoStoreFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        SharedAnswers.Withdraw(headers, "no-store");
        headers.Vary = "Accept, Cookie";
        return next(context);
    }
}
