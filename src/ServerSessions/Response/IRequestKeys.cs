using Microsoft.AspNetCore.Http;

namespace ServerSessions.Response;

/// <summary>Tells what the request at hand is known by.</summary>
internal interface IRequestKeys
{
    RequestKeys Of(HttpContext context);

    /// <summary>What passes a challenge: what the request has shown, and what it has signed in. Where another user was signed in, only that one.</summary>
    IReadOnlyList<RequestKeys> Passing(HttpContext context);

    /// <summary>Authentication schemes whose credentials have no time of sign-in, as far as is known.</summary>
    ValueTask<IReadOnlyList<string>> SchemesWithoutTimeAsync();
}
