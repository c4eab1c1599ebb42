using Microsoft.AspNetCore.Http;

namespace ServerSessions.Person.Pages;

/// <summary>A page that says one thing.</summary>
internal static class MessagePage
{
    public static IResult Of(string title, string text, int status) => new PersonPage(title, "", (html, root) =>
        html.Element("p", text).Element("p", p => p.Element("a", "Back to the first page", "href", root)))
    {
        StatusCode = status,
    };

    public static IResult Unavailable(HttpContext context) =>
        Of("Not available right now", "What is recorded cannot be read at the moment. Nothing is lost; try again in a few seconds.", StatusCodes.Status503ServiceUnavailable);
}
