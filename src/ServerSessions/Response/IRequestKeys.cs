using Microsoft.AspNetCore.Http;

namespace ServerSessions.Response;

/// <summary>Tells what the request at hand is known by.</summary>
internal interface IRequestKeys : ISignInTimes
{
    RequestKeys Of(HttpContext context);

    /// <summary>What passes a challenge: what the request has shown, and what it has signed in. Where another user was signed in, only that one.</summary>
    IReadOnlyList<RequestKeys> Passing(HttpContext context);
}
