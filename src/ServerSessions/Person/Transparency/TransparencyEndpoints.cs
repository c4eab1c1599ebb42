using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture.Headers;
using ServerSessions.Person.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Person.Transparency;

/// <summary>The transparency document: a page for people, JSON for programs. It is the same for everyone.</summary>
internal static class TransparencyEndpoints
{
    public static void Map(RouteGroupBuilder group, string pattern)
    {
        // Relative to the page, so that it is found behind any path base.
        var style = $"{pattern.TrimEnd('/').Split('/')[^1]}/{PersonStyle.Path}";
        PersonStyle.Map(group.MapGroup(pattern));
        group.MapReading(pattern, (HttpContext context, TransparencyWriter writer) => Read(context, writer, style)).WithMetadata(new DisableSessionTrackingAttribute()).WithSummary("What is tracked, why, for how long, and who sees it").Produces<TransparencyDocument>();
    }

    private static IResult Read(HttpContext context, TransparencyWriter writer, string style)
    {
        var headers = context.Response.Headers;
        (headers.Vary, headers.CacheControl, headers.XContentTypeOptions) = ("Accept", "no-cache", "nosniff");
        var document = writer.Write();
        if (!Accepts.Html(context.Request))
            return Answers.Json(document, PersonJsonContext.Default.TransparencyDocument);
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return TypedResults.Content(TransparencyPage.Of(document, style), "text/html; charset=utf-8");
    }
}
