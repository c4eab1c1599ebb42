using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Person;

/// <summary>
/// Lets signed-in users in, also where the application has opened the pages to everyone: a browser can be shared, so what it did is shown to no one who has only the
/// browser.
/// </summary>
internal sealed class SignedInFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!PersonRequest.Of(http).User.IsNone)
            return await next(context);
        return HttpMethods.IsGet(http.Request.Method) && Accepts.Html(http.Request)
            && http.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } schemes && await schemes.GetDefaultChallengeSchemeAsync() is not null
            ? TypedResults.Challenge()
            : TypedResults.Problem("Sign in to see what is recorded about you.", statusCode: StatusCodes.Status401Unauthorized);
    }
}
