using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using ServerSessions.Model;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Stands around the application's antiforgery service and notes that a token was given out, accepted or refused: the one place that
/// minimal APIs, MVC and Razor Pages have in common.
/// </summary>
internal sealed class ObservingAntiforgery(IAntiforgery inner) : IAntiforgery
{
    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext)
    {
        var tokens = inner.GetAndStoreTokens(httpContext);
        Note(httpContext, EventFlags.TokenIssued);
        return tokens;
    }

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext)
    {
        var tokens = inner.GetTokens(httpContext);
        Note(httpContext, EventFlags.TokenIssued);
        return tokens;
    }

    public void SetCookieTokenAndHeader(HttpContext httpContext)
    {
        inner.SetCookieTokenAndHeader(httpContext);
        Note(httpContext, EventFlags.TokenIssued);
    }

    public async Task<bool> IsRequestValidAsync(HttpContext httpContext)
    {
        var isValid = await inner.IsRequestValidAsync(httpContext);
        // A request that changes nothing needs no token, and is valid without a check.
        if (!HttpVerbs.Parse(httpContext.Request.Method).IsSafe())
            Note(httpContext, isValid ? EventFlags.TokenAccepted : EventFlags.TokenRefused);
        return isValid;
    }

    public async Task ValidateRequestAsync(HttpContext httpContext)
    {
        try
        {
            await inner.ValidateRequestAsync(httpContext);
        }
        catch (AntiforgeryValidationException) when (Refuse(httpContext))
        {
            throw; // never reached: the filter notes it and lets it pass
        }

        Note(httpContext, EventFlags.TokenAccepted);
    }

    private static bool Refuse(HttpContext context)
    {
        Note(context, EventFlags.TokenRefused);
        return false;
    }

    private static void Note(HttpContext context, EventFlags token)
    {
        if (Visit.Of(context) is { } visit && (token == EventFlags.TokenIssued || !IsErrorPage(context, visit)))
            visit.NoteToken(token);
    }

    // An error page that runs in place of the requested endpoint has the method of the request, and checks a token that no form was to send.
    private static bool IsErrorPage(HttpContext context, Visit visit) => visit.HasNewFeatures()
        && (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null);
}
