using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>
/// Maps acts that people carry out on pages: a POST that programs use too, and beside it the page that shows what will happen, with the form. After the form, the
/// browser returns to a page.
/// </summary>
internal static class Forms
{
    private const string Confirmation = "/confirm";

    /// <param name="group">The admin group.</param>
    /// <param name="pattern">Pattern of the POST; its page has <c>/confirm</c> after it.</param>
    /// <param name="back">The page to return to, relative to the POST, with route parameters in braces.</param>
    /// <param name="handler">Handles the POST.</param>
    public static RouteHandlerBuilder MapForm(this RouteGroupBuilder group, string pattern, string back, Delegate handler) =>
        group.MapForm(pattern, new FormReturnMetadata(back), handler, isOfSingleSessions: false);

    /// <summary>Maps an act about a single session or user.</summary>
    public static RouteHandlerBuilder MapSingleForm(this RouteGroupBuilder group, string pattern, string back, Delegate handler) =>
        group.MapForm(pattern, new FormReturnMetadata(back), handler, isOfSingleSessions: true);

    /// <summary>Maps an act that returns to a page which depends on more than the text of the route.</summary>
    public static RouteHandlerBuilder MapForm(this RouteGroupBuilder group, string pattern, FormReturnMetadata back, Delegate handler, bool isOfSingleSessions)
    {
        var page = group.MapReading(pattern + Confirmation, NoPage).AsPage(pattern[1..] + Confirmation).ExcludeFromDescription();
        // The page's path on the POST too: what cannot be done is then said on a page.
        var post = group.MapPost(pattern, handler).AsPage(pattern[1..]).WithMetadata(back);
        if (!isOfSingleSessions)
            return post;
        page.OfSingleSessions();
        return post.OfSingleSessions();
    }

    /// <summary>Where people go who have sent a form of a page to this endpoint, relative to it.</summary>
    public static RouteHandlerBuilder AsForm(this RouteHandlerBuilder builder, string back) => builder.WithMetadata(new FormReturnMetadata(back));

    private static IResult NoPage() => TypedResults.Problem(
        "This is a page for people, of the package ServerSessions.Dashboard. A program posts to the same path without \"/confirm\".", statusCode: StatusCodes.Status406NotAcceptable);
}
