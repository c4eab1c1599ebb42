using Microsoft.AspNetCore.Http;

namespace ServerSessions.Person;

/// <summary>Keeps personal answers out of every cache.</summary>
internal sealed class NoStoreFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        (context.HttpContext.Response.Headers.CacheControl, context.HttpContext.Response.Headers.Vary) = ("no-store", "Accept, Cookie");
        return next(context);
    }
}
