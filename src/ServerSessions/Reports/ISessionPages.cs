using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions;

/// <summary>
/// Pages for people beside the JSON for programs. The admin endpoints ask it when a request prefers <c>text/html</c>; the
/// package ServerSessions.Dashboard registers one by <c>.AddDashboard()</c>.
/// </summary>
public interface ISessionPages
{
    /// <summary>Maps the pages' own assets below the admin group, which protects them as it protects everything else.</summary>
    void MapAssets(IEndpointRouteBuilder group);

    /// <summary>The page for a path below the admin pattern ("" is the start page); null when there is none, then JSON answers.</summary>
    /// <param name="context">The request, already authorised.</param>
    /// <param name="path">"", "sessions", "sessions/{id}", "alerts", "alerts/{id}", "decisions", "pipeline".</param>
    IResult? Page(HttpContext context, string path);

    /// <summary>The page that is shown in place of another while the storage is away; it answers 503..</summary>
    /// <param name="context">The request, already authorised.</param>
    /// <param name="path">As of <see cref="Page"/>.</param>
    /// <param name="detail">What has happened, one or two sentences.</param>
    IResult Unavailable(HttpContext context, string path, string detail);
}
