using System.Text;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Person.Pages;

/// <summary>A page of this package: frame, navigation and content, without a script.</summary>
/// <param name="title">Title and heading.</param>
/// <param name="path">Path below the pattern, "activity", for the navigation.</param>
/// <param name="content">Writes the content; relative links begin with the given root.</param>
internal sealed class PersonPage(string title, string path, Action<HtmlWriter, string> content) : IResult
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(Write(httpContext));
        var response = httpContext.Response;
        response.StatusCode = StatusCode;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    private string Write(HttpContext context)
    {
        var (html, frame) = (new HtmlWriter(), PageFrame.Of(context));
        var root = frame.Root(context);
        html.Element("html", ["lang", "en"], h =>
        {
            h.Element("head", head => head.Void("meta", "charset", "utf-8").Void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .Void("meta", "name", "robots", "content", "noindex").Element("title", title).Void("link", "rel", "stylesheet", "href", root + PersonStyle.Path));
            h.Element("body", body =>
            {
                body.Element("nav", ["aria-label", frame.Label.Length > 0 ? frame.Label : "Site"], nav => nav.Element("ul", ul =>
                {
                    ul.Element("li", li => li.Element("a", "Back to the site", "href", frame.Home(context)));
                    foreach (var (to, text) in frame.Links)
                        ul.Element("li", li => li.Element("a", text, "href", root + to, "aria-current", to == path ? "page" : null));
                }));
                body.Element("main", main =>
                {
                    main.Element("h1", title);
                    content(main, root);
                });
            });
        });
        return html.ToString();
    }
}
