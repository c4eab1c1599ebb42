using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Response;

/// <summary>The answers in the application's place. They contain what the client has to do, not the reason, which would show what was detected.</summary>
internal static class Refusals
{
    private const string Types = "urn:serversessions:";
    private const int MaxReturn = 2000;

    public static Task BlockedAsync(HttpContext context, SessionDecision block) =>
        WriteAsync(context, block, StatusCodes.Status403Forbidden, "blocked", "This session is blocked.", $"It is until {block.Until:u}.");

    public static Task RevokedAsync(HttpContext context, SessionDecision revoke) =>
        WriteAsync(context, revoke, StatusCodes.Status401Unauthorized, "session-revoked", "This session was signed out.", "Sign in again.");

    public static Task ThrottledAsync(HttpContext context, SessionDecision throttle, TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return WriteAsync(context, throttle, StatusCodes.Status429TooManyRequests, "throttled", "Too many requests.", $"Try again in {seconds} s.");
    }

    public static Task ChallengedAsync(HttpContext context, SessionDecision challenge, string? stepUp)
    {
        var request = context.Request;
        if (stepUp is null || !IsNavigation(request))
            return WriteAsync(context, challenge, StatusCodes.Status401Unauthorized, "challenge-required", "Confirm that it is you.", stepUp is null ? null : $"Pass the step-up at {request.PathBase + stepUp}.");
        var back = HttpMethods.IsGet(request.Method) ? (request.PathBase + request.Path + request.QueryString).ToString() : request.PathBase + "/";
        context.Response.Redirect($"{request.PathBase + stepUp}?returnUrl={Uri.EscapeDataString(back.Length > MaxReturn ? "/" : back)}");
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    // A client that shows pages can follow a redirect; a script or a program needs a status and a problem type.
    private static bool IsNavigation(HttpRequest request) =>
        request.Headers["Sec-Fetch-Mode"].ToString() is var mode && mode.Length > 0
            ? mode == "navigate"
            : request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);

    private static Task WriteAsync(HttpContext context, SessionDecision decision, int status, string type, string title, string? detail)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Application.ProblemJson;
        response.Headers.CacheControl = "no-store";
        var problem = new ProblemDetails { Type = Types + type, Title = title, Status = status, Detail = detail };
        problem.Extensions["decision"] = decision.Id;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : JsonSerializer.SerializeAsync(response.Body, problem, ProblemJsonContext.Default.ProblemDetails, context.RequestAborted);
    }
}
