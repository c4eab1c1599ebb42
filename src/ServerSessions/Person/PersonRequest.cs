using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Response;

namespace ServerSessions.Person;

/// <summary>Whose data a request is about: always the person's own, by what the request shows and never by what it asks for.</summary>
internal static class PersonRequest
{
    /// <summary>What the request is known by: the signed-in user, the browser, the sign-in.</summary>
    public static RequestKeys Of(HttpContext context) => context.RequestServices.GetRequiredService<IRequestKeys>().Of(context);
}
