using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>The application's antiforgery token, which every form that changes something contains.</summary>
internal sealed record FormToken(string Field, string Value)
{
    /// <summary>Returns the token; null where the application has no antiforgery, so that only the browser's Sec-Fetch-Site or Origin is checked.</summary>
    public static FormToken? Of(HttpContext context) =>
        context.RequestServices.GetService<IAntiforgery>()?.GetAndStoreTokens(context) is { RequestToken: { } token } tokens ? new FormToken(tokens.FormFieldName, token) : null;
}
