using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Notes that authorization refused a request, and hides the admin endpoints from clients without access: an anonymous page request gets the application's own
/// challenge, any other anonymous request 401, and a signed-in user without the policy 404.
/// </summary>
internal sealed class ObservingAuthorizationResultHandler(IAuthorizationMiddlewareResultHandler inner) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult result)
    {
        if (result.Succeeded)
            return inner.HandleAsync(next, context, policy, result);
        if (Visit.Of(context) is { } visit)
            visit.IsDenied = true;
        if (context.GetEndpoint()?.Metadata.GetMetadata<HiddenEndpointMetadata>() is null)
            return inner.HandleAsync(next, context, policy, result);
        if (result.Forbidden)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if ((HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) && Accepts.Html(context.Request))
            return inner.HandleAsync(next, context, policy, result);
        else
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
