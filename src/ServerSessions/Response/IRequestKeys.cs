using Microsoft.AspNetCore.Http;

namespace ServerSessions.Response;

/// <summary>Returns the keys that identify the current request.</summary>
internal interface IRequestKeys : ISignInTimes
{
    RequestKeys Of(HttpContext context);

    /// <summary>
    /// The keys that pass a challenge: those that the request has shown, and those that it has signed in. Where another user was signed in, only that one.
    /// </summary>
    IReadOnlyList<RequestKeys> Passing(HttpContext context);
}
