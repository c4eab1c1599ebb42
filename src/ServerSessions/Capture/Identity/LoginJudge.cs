using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ServerSessions.Capture.Endpoints;

namespace ServerSessions.Capture.Identity;

/// <summary>
/// The result of a request to a login endpoint, by the first that applies: what the application reports; a sign-in that was observed; a form refused before the
/// password was checked; 401, 403, 429; an answer without a sign-in from an endpoint that has signed people in.
/// </summary>
internal sealed class LoginJudge(DeclaredLogins declared, LoginFacts facts, ILogger logger)
{
    /// <summary>Number of answers without a sign-in after which it is no accident that none was observed. A few are wrong passwords.</summary>
    public const int UnknownUntilWarning = 20;

    private readonly ConcurrentDictionary<string, int> _unknown = new(StringComparer.OrdinalIgnoreCase);

    public LoginOutcome Judge(HttpContext context, Visit visit, EndpointInfo? endpoint, string step, int status)
    {
        if (visit.ExplicitLogin != LoginOutcome.None)
            return visit.ExplicitLogin;
        var byPath = endpoint?.LoginField is null ? declared.Find(context, visit) : null;
        if (!HttpMethods.IsPost(context.Request.Method) || (byPath is null && endpoint?.LoginField is null))
        {
            if (declared.Unmet > 0)
                declared.Miss(step, signedIn: visit.SignedIn);
            return LoginOutcome.None;
        }

        byPath?.Meet();
        NoteAccount(context, visit, endpoint);
        // By its template where it has one, by the declared path else: never by what a client made of it.
        var login = byPath?.Path ?? endpoint!.Route;
        if (visit.SignedIn)
        {
            facts.Prove(login);
            return LoginOutcome.Succeeded;
        }

        return status switch
        {
            400 or 422 or >= 500 => LoginOutcome.None,
            401 or 403 or 429 => LoginOutcome.Failed,
            < 400 when facts.HasSignedIn(login) => LoginOutcome.Failed,
            < 400 => Unknown(login, step, status),
            _ => LoginOutcome.None,
        };
    }

    public void NoteAccount(HttpContext context, Visit visit, EndpointInfo? endpoint)
    {
        if (visit.Account.IsNone && FieldOf(context, visit, endpoint) is { } field && FormValue(context, field) is { Length: > 0 } account)
            visit.Attempt(account);
    }

    public bool IsLogin(HttpContext context, Visit visit, EndpointInfo? endpoint) => FieldOf(context, visit, endpoint) is not null;

    /// <summary>The field that names the account; null when this is no login.</summary>
    public string? FieldOf(HttpContext context, Visit visit, EndpointInfo? endpoint) =>
        endpoint?.LoginField ?? declared.Find(context, visit)?.AccountField;

    // Only a form that the application has read: reading it here could take the body away from another reader. A client can send a field several times; the value that
    // binders take is the first, and all of them together would be a new account for each attempt.
    private static string? FormValue(HttpContext context, string field) =>
        context.Features.Get<IFormFeature>()?.Form is { } form && form.TryGetValue(field, out var values) && values.Count > 0 ? values[0] : null;

    private LoginOutcome Unknown(string login, string step, int status)
    {
        // Before the facts are read, another process may have seen a sign-in there.
        if (facts.AreRead && _unknown.AddOrUpdate(login, 1, static (_, count) => count + 1) == UnknownUntilWarning)
            Log.LoginUnknown(logger, step, UnknownUntilWarning, status);
        return LoginOutcome.Unknown;
    }
}
