using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ServerSessions.Person.Pages;

/// <summary>What the pages below one pattern have in common.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="label">What the navigation leads through.</param>
/// <param name="links">Links of the navigation: path below the pattern, and text.</param>
internal sealed class PageFrame(string pattern, string label, IReadOnlyList<(string Path, string Text)> links)
{
    private readonly int _segments = RoutePatternFactory.Parse(pattern).PathSegments.Count;

    public string Label => label;

    public IReadOnlyList<(string Path, string Text)> Links => links;

    /// <summary>
    /// From the page of a request to the pattern, relative: one step up for each further segment. So links hold behind any path base, also one that only a proxy knows.
    /// </summary>
    public string Root(HttpContext context)
    {
        var below = ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.PathSegments.Count ?? _segments) - _segments;
        var up = below - 1 + (context.Request.Path.Value?.EndsWith('/') == true ? 1 : 0);
        return up <= 0 ? "./" : string.Concat(Enumerable.Repeat("../", up));
    }

    /// <summary>An absolute path below the pattern, for a redirect of the pattern itself.</summary>
    public static string Path(HttpContext context, string below) => $"{context.Request.PathBase}{context.Request.Path.Value?.TrimEnd('/')}/{below}";

    public static PageFrame Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PageFrame>() ?? throw new InvalidOperationException("The endpoint is not below a pattern with pages.");
}
