using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ServerSessions.Capture.Live;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.Mcp;

/// <summary>
/// Refuses what does not come with a bearer token, and what comes with a cookie: a browser sends cookies of its own accord, and never a token. It also refuses what no policy
/// protects, and answers 503 while the storage is away.
/// </summary>
internal static class BearerGuard
{
    private const string Scheme = "Bearer ";

    public static void Protect(RouteGroupBuilder group) => ((IEndpointConventionBuilder)group).Finally(endpoint =>
    {
        if (endpoint.RequestDelegate is { } next)
            endpoint.RequestDelegate = context => InvokeAsync(context, next);
    });

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        PersonalAnswers.KeepOutOfOutputCache(context);
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.Headers.Authorization.ToString().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || context.User.Identity is not { IsAuthenticated: true })
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Send a bearer token: Authorization: Bearer …");
            return;
        }

        if (context.Request.Headers.Cookie.Count > 0)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Send no cookie: the bearer token alone says who asks.");
            return;
        }

        var endpoint = context.GetEndpoint()!;
        var authorization = context.RequestServices.GetService<IOptions<AuthorizationOptions>>()?.Value;
        if (!AdminProtection.IsDecided(endpoint, endpoint.Metadata.GetRequiredMetadata<ClosedEndpointMetadata>(), authorization))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "No policy protects this endpoint, so it stays closed.");
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is StorageUnavailableException && !context.Response.HasStarted)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The storage of session tracking does not answer now. Try again in a few seconds.");
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string why) => TypedResults.Problem(why, statusCode: status).ExecuteAsync(context);
}
