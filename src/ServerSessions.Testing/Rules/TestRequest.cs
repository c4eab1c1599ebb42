using ServerSessions.Detection;

namespace ServerSessions.Testing;

/// <summary>One request as a rule sees it, for <see cref="TestSession.Send"/>. Everything but method and path has a default.</summary>
public sealed record TestRequest
{
    /// <summary>HTTP method, such as "GET".</summary>
    public required string Method { get; init; }

    /// <summary>Route template, such as "/orders/{id}"; with <see cref="IsUnmatched"/>, the path itself.</summary>
    public required string Path { get; init; }

    /// <summary>The step's name as <c>WithSessionEvent</c> declares it; null (the default) for the endpoint's, or for method and route.</summary>
    public string? Step { get; init; }

    /// <summary>Start of the request; null (the default) for the harness's current time. A later time moves the harness to it.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Start of the request to the end of its response; 10 milliseconds by default.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Outcome of the request; <see cref="ServerSessions.Outcome.Ok"/> by default.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>Status code; null (the default) for a usual one of the <see cref="Outcome"/>, such as 403 for Denied.</summary>
    public int? Status { get; init; }

    /// <summary>The cause of the request; a navigation by default.</summary>
    public RequestSource Source { get; init; }

    /// <summary>Kind of the session's key; the cookie by default. Only a cookie names a device.</summary>
    public KeyKind KeyKind { get; init; }

    /// <summary>The item that route values and query named: equal texts give equal <see cref="DetectorContext.Parameters"/>. Null (the default) for none.</summary>
    public string? Item { get; init; }

    /// <summary>The object that a refused or missing request named; a number keeps its distance to others. Null (the default) for none.</summary>
    public string? Object { get; init; }

    /// <summary>The authorization policy that refused; null (the default) for none.</summary>
    public string? Policy { get; init; }

    /// <summary>Result of a login; None by default. <see cref="TestSession.FailLogin"/> and <see cref="TestSession.SignIn"/> set it.</summary>
    public LoginOutcome Login { get; init; }

    /// <summary>Name of the attempted account; null (the default) for none.</summary>
    public string? Account { get; init; }

    /// <summary>The revoked sign-in that the request still showed; null (the default) for none. No user is signed in by it.</summary>
    public TestSignIn? Revoked { get; init; }

    /// <summary>Whether no endpoint matched. False by default.</summary>
    public bool IsUnmatched { get; init; }

    /// <summary>The entry of the known-probe list that the path is on, such as "wordpress"; null (the default) for none.</summary>
    public string? Probe { get; init; }

    /// <summary>Origin of the page of another site that led here; null (the default) for none.</summary>
    public string? ForeignReferrer { get; init; }

    /// <summary>Whether a page of this site led to the request. False by default.</summary>
    public bool IsSameOrigin { get; init; }

    /// <summary>Whether the client came without the session cookie. Null (the default): true for the first request of the session only.</summary>
    public bool? IsFirstContact { get; init; }

    /// <summary>Whether the browser has signed in to the attempted account before. False by default.</summary>
    public bool IsKnownDevice { get; init; }

    /// <summary>Whether another page can have made the browser send it. False by default.</summary>
    public bool IsInduced { get; init; }

    /// <summary>Whether it is no act of a person, such as polling, and so no step of a journey. False by default.</summary>
    public bool IsPassive { get; init; }

    /// <summary>Whether it is a prefetch. False by default.</summary>
    public bool IsPrefetch { get; init; }

    /// <summary>Whether the user agent names itself a crawler or a tool. False by default.</summary>
    public bool IsBot { get; init; }

    /// <summary>Whether it is for a file that browsers request by themselves, such as an icon. False by default.</summary>
    public bool IsBrowserExtra { get; init; }

    /// <summary>Whether the endpoint takes logins. False by default.</summary>
    public bool IsLogin { get; init; }

    /// <summary>Whether a user was signed in during the request. False by default; <see cref="TestSession.SignIn"/> sets it.</summary>
    public bool IsSignIn { get; init; }

    /// <summary>Whether the user was signed out during the request. False by default; <see cref="TestSession.SignOut"/> sets it.</summary>
    public bool IsSignOut { get; init; }

    /// <summary>Whether the user's password was changed. False by default.</summary>
    public bool IsPasswordChange { get; init; }

    /// <summary>Whether the client could not prove that it is the device which the session is bound to. False by default.</summary>
    public bool IsDeviceProofRefused { get; init; }

    /// <summary>Whether the sign-in kept the authenticated session's id. False by default.</summary>
    public bool KeepsId { get; init; }

    /// <summary>Whether the endpoint is marked sensitive. False by default.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether the endpoint is a trap. False by default.</summary>
    public bool IsTrap { get; init; }

    /// <summary>Whether a form field that people do not see was filled in. False by default.</summary>
    public bool IsTrapFieldFilled { get; init; }

    /// <summary>Whether the response gave the browser an antiforgery token. False by default.</summary>
    public bool IsTokenIssued { get; init; }

    /// <summary>Whether the request's antiforgery token was accepted. False by default.</summary>
    public bool IsTokenAccepted { get; init; }

    /// <summary>Whether the antiforgery token was missing or not this browser's. False by default.</summary>
    public bool IsTokenRefused { get; init; }
}
