using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>The application's antiforgery token, which every form that changes something carries.</summary>
internal sealed record FormToken(string Field, string Value)
{
    /// <summary>Null where the application has no antiforgery; then the browser's word about the site alone counts.</summary>
    public static FormToken? Of(HttpContext context) =>
        context.RequestServices.GetService<IAntiforgery>()?.GetAndStoreTokens(context) is { RequestToken: { } token } tokens ? new FormToken(tokens.FormFieldName, token) : null;
}
