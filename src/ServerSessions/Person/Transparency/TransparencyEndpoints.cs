using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture.Headers;
using ServerSessions.Reports;

namespace ServerSessions.Person.Transparency;

/// <summary>The transparency document: a page for people, JSON for programs. It is the same for everyone.</summary>
internal static class TransparencyEndpoints
{
    public static void Map(RouteGroupBuilder group, string pattern) =>
        group.MapReading(pattern, Read).WithMetadata(new DisableSessionTrackingAttribute()).WithSummary("What is tracked, why, for how long, and who sees it").Produces<TransparencyDocument>();

    private static IResult Read(HttpContext context, TransparencyWriter writer)
    {
        var headers = context.Response.Headers;
        (headers.Vary, headers.CacheControl, headers.XContentTypeOptions) = ("Accept", "no-cache", "nosniff");
        var document = writer.Write();
        if (!Accepts.Html(context.Request))
            return Answers.Json(document, PersonJsonContext.Default.TransparencyDocument);
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return TypedResults.Content(TransparencyPage.Of(document), "text/html; charset=utf-8");
    }
}
