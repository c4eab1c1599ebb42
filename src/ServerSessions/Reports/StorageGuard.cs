using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Capture.Headers;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>
/// Answers 503 while the storage is away: a page to a browser that asked for one, a problem document to everything else. It stands around
/// the whole endpoint and not among its filters, because pages and exports read the storage when their result is written.
/// </summary>
internal static class StorageGuard
{
    private const string RetryAfterSeconds = "5";

    private const string Detail =
        "The storage of session tracking does not answer or takes nothing now. Requests of the application are served and recorded as ever; what is recorded waits in the process. Try again in a few seconds.";

    public static void Protect(RouteGroupBuilder group) => ((IEndpointConventionBuilder)group).Finally(endpoint =>
    {
        if (endpoint.RequestDelegate is { } next)
            endpoint.RequestDelegate = context => InvokeAsync(context, next);
    });

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is StorageUnavailableException or StorageFullException && !context.Response.HasStarted)
        {
            Log.AdminUnavailable(
                context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StorageGuard)), context.Request.Path, exception.Message);
            var headers = context.Response.Headers;
            // The endpoint's headers for an answer that is not sent.
            foreach (var name in (string[])["Content-Disposition", "Content-Length", "ETag", "Location"])
                headers.Remove(name);
            (headers.CacheControl, headers.RetryAfter) = ("no-store", RetryAfterSeconds);
            await Answer(context).ExecuteAsync(context);
        }
    }

    private static IResult Answer(HttpContext context) =>
        Accepts.Html(context.Request) && context.GetEndpoint()?.Metadata.GetMetadata<PagePathMetadata>() is { } page
        && context.RequestServices.GetService<ISessionPages>() is { } pages
            ? pages.Unavailable(context, page.For(context.Request.RouteValues), Detail)
            : Accepts.Html(context.Request) && context.GetEndpoint()?.Metadata.GetMetadata<UnavailablePageMetadata>() is { } own ? own.Page(context)
            : TypedResults.Problem(Detail, title: "The storage is unavailable.", statusCode: StatusCodes.Status503ServiceUnavailable);
}
