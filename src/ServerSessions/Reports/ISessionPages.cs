using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>
/// Renders pages for people, in addition to the JSON for programs. The admin endpoints use it when a request prefers <c>text/html</c>. The package
/// ServerSessions.Dashboard registers one with <c>.AddDashboard()</c>.
/// </summary>
public interface ISessionPages
{
    /// <summary>Maps the assets of the pages below the admin group, which also protects them.</summary>
    void MapAssets(IEndpointRouteBuilder group);

    /// <summary>Returns the page for a path below the admin pattern ("" is the start page); null when there is none, so that the answer is JSON.</summary>
    /// <param name="context">The request, already authorised.</param>
    /// <param name="path">The path of the route below the pattern with its parameters filled in, such as "sessions/019a9e5c-7c40-7000-8abc-0123456789ab".</param>
    IResult? Page(HttpContext context, string path);

    /// <summary>
    /// Returns the page of a shared link, without a form and without a link to another page; null (the default) when there is none, so that the answer is JSON.
    /// <see cref="SessionAdminAccess.Show{T}"/> applies the link's floor.
    /// </summary>
    /// <param name="context">The request. Its query is that of the link.</param>
    /// <param name="path">The path, as for <see cref="Page"/>.</param>
    IResult? Shared(HttpContext context, string path) => null;

    /// <summary>Returns the page that says why a page is not shown, a form was not accepted, or a shared link opens nothing.</summary>
    /// <param name="context">The request. Its <see cref="SessionAdminAccess"/> says which links the page may have.</param>
    /// <param name="path">The path of the page, or that the form was sent to, as for <see cref="Page"/>.</param>
    /// <param name="status">Status of the response, from 400.</param>
    /// <param name="detail">The cause, in one or two sentences.</param>
    IResult Refused(HttpContext context, string path, int status, string detail);

    /// <summary>Returns the page that is shown while the storage is unavailable, with status 503.</summary>
    /// <param name="context">The request, already authorised.</param>
    /// <param name="path">The path, as for <see cref="Page"/>.</param>
    /// <param name="detail">The cause, in one or two sentences.</param>
    IResult Unavailable(HttpContext context, string path, string detail);
}
