using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Personalization;

/// <summary>The form that dismisses a nudge without a script.</summary>
/// <param name="Action">Its path.</param>
/// <param name="TokenName">Name of the antiforgery field; null where the application has no antiforgery.</param>
/// <param name="Token">The token.</param>
internal sealed record NudgeForm(string Action, string? TokenName, string? Token)
{
    /// <summary>Null when the endpoints of nudges are not mapped.</summary>
    public static NudgeForm? Of(HttpContext context, ShownNudge nudge)
    {
        if (context.RequestServices.GetRequiredService<NudgeRoutes>().Dismiss(context.Request.PathBase, nudge.Id) is not { } action)
            return null;
        var tokens = context.RequestServices.GetService<IAntiforgeryAdditionalDataProvider>() is null ? null
            : context.Response.HasStarted ? context.RequestServices.GetRequiredService<IAntiforgery>().GetTokens(context)
            : context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return new NudgeForm(action, tokens?.FormFieldName, tokens?.RequestToken);
    }
}
