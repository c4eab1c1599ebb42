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
        var path = context.Request.Path.Value ?? "";
        var isFolder = path.EndsWith('/') || path.Length == 0;
        // Without a slash at its end, the page of the pattern itself is one step above what is below it.
        return below == 0 && !isFolder ? $"./{Uri.EscapeDataString(path[(path.LastIndexOf('/') + 1)..])}/"
            : string.Concat(Enumerable.Repeat("../", Math.Max(0, below - (isFolder ? 0 : 1)))) is { Length: > 0 } up ? up
            : "./";
    }

    /// <summary>From the page of a request to the start page of the application, relative too.</summary>
    public string Home(HttpContext context) => Root(context) + string.Concat(Enumerable.Repeat("../", _segments));

    /// <summary>An absolute path below the pattern, for a redirect of the pattern itself.</summary>
    public static string Path(HttpContext context, string below) => $"{context.Request.PathBase}{context.Request.Path.Value?.TrimEnd('/')}/{below}";

    public static PageFrame Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PageFrame>() ?? throw new InvalidOperationException("The endpoint is not below a pattern with pages.");
}
