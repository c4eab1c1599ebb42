using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Headers;
using ServerSessions.Reports;

namespace ServerSessions.Person.Transparency;

/// <summary>The transparency document: a page for people, JSON for programs. It is the same for everyone.</summary>
internal static class TransparencyEndpoints
{
    private static readonly object Marker = new();

    /// <summary>Maps the document below a group that has a frame of pages and their style sheet.</summary>
    public static void Map(RouteGroupBuilder group, string pattern) =>
        group.MapMethods(pattern, Answers.Reading, Read).WithMetadata(new DisableSessionTrackingAttribute(), Marker).WithSummary("What is tracked, why, for how long, and who sees it").Produces<TransparencyDocument>();

    /// <summary>Returns the path of the document; null where the application does not map it, or only below a pattern with parameters.</summary>
    public static string? Find(HttpContext context) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .FirstOrDefault(e => e.Metadata.Contains(Marker) && e.RoutePattern.Parameters.Count == 0) is { RoutePattern.RawText: { } path }
            ? $"{context.Request.PathBase}/{path.Trim('/')}" : null;

    private static IResult Read(HttpContext context, TransparencyWriter writer)
    {
        var headers = context.Response.Headers;
        (headers.Vary, headers.CacheControl, headers.XContentTypeOptions) = ("Accept", "no-cache", "nosniff");
        var document = writer.Write();
        return Accepts.Html(context.Request) ? TransparencyPage.Of(document) : TypedResults.Json(document, PersonJsonContext.Default.TransparencyDocument);
    }
}
