using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Person.Limits;

/// <summary>Answers 429 with Retry-After to a user who sends too many costly requests.</summary>
internal sealed class CostlyRequestFilter(CostlyRequest kind) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var limits = context.HttpContext.RequestServices.GetRequiredService<CostlyRequests>();
        var keys = PersonRequest.Of(context.HttpContext);
        // With a copy of a sign-in, others could use up what its owner needs to end it.
        var by = kind == CostlyRequest.SignOut && !keys.AuthSession.IsNone ? keys.AuthSession : keys.User;
        if (limits.Take(by, kind) is var wait && wait > TimeSpan.Zero)
            return TooMany(context.HttpContext, "Too many requests of this kind.", wait);
        try
        {
            var answer = await next(context);
            if (Unwrapped(answer) is IStatusCodeHttpResult { StatusCode: StatusCodes.Status400BadRequest })
                limits.GiveBack(by, kind);
            return answer;
        }
        catch (Exception) when (Returns(limits, by))
        {
            throw;
        }
    }

    /// <summary>The answer to a request that comes too soon.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="wait">Time until it may be sent again.</param>
    public static IResult TooMany(HttpContext context, string reason, TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var when = seconds > 90 ? $"{Math.Ceiling(seconds / 60d):0} minutes" : $"{seconds} seconds";
        return TypedResults.Problem(string.Create(CultureInfo.InvariantCulture, $"{reason} Try again in {when}."), statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests");
    }

    private static object? Unwrapped(object? answer) => answer is INestedHttpResult nested ? nested.Result : answer;

    private bool Returns(CostlyRequests limits, Pseudonym by)
    {
        limits.GiveBack(by, kind);
        return false;
    }
}
