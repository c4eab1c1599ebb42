using Microsoft.AspNetCore.Http;

namespace ServerSessions.Response;

/// <summary>Tells what the request at hand is known by.</summary>
internal interface IRequestKeys
{
    RequestKeys Of(HttpContext context);
}
