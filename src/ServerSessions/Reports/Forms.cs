using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>
/// Acts that people carry out on pages: a POST that programs use too, and beside it the page that shows what will happen, with the form. After the form, the browser
/// returns to a page.
/// </summary>
internal static class Forms
{
    private const string Confirmation = "/confirm";

    /// <param name="post">The POST.</param>
    /// <param name="group">Its group.</param>
    /// <param name="pattern">Its pattern; the page has <c>/confirm</c> after it.</param>
    /// <param name="back">The page to return to, relative to the POST, with route parameters in braces.</param>
    public static RouteHandlerBuilder AsConfirmedForm(this RouteHandlerBuilder post, RouteGroupBuilder group, string pattern, string back) =>
        post.AsConfirmedForm(group, pattern, new FormReturnMetadata(back));

    /// <summary>An act that returns to a page which depends on more than the text of the route.</summary>
    public static RouteHandlerBuilder AsConfirmedForm(this RouteHandlerBuilder post, RouteGroupBuilder group, string pattern, FormReturnMetadata back)
    {
        MapPage(group, pattern);
        // The page's path on the POST too: what cannot be done is then said on a page.
        return post.AsPage(pattern[1..]).WithMetadata(back);
    }

    /// <summary>An act about a single session or user.</summary>
    public static RouteHandlerBuilder AsConfirmedSingleForm(this RouteHandlerBuilder post, RouteGroupBuilder group, string pattern, string back)
    {
        MapPage(group, pattern).OfSingleSessions();
        return post.AsPage(pattern[1..]).WithMetadata(new FormReturnMetadata(back)).OfSingleSessions();
    }

    /// <summary>Where people go who have sent a form of a page to this endpoint, relative to it.</summary>
    public static RouteHandlerBuilder AsForm(this RouteHandlerBuilder builder, string back) => builder.WithMetadata(new FormReturnMetadata(back));

    private static RouteHandlerBuilder MapPage(RouteGroupBuilder group, string pattern) =>
        group.MapMethods(pattern + Confirmation, Answers.Reading, NoPage).AsPage(pattern[1..] + Confirmation).ExcludeFromDescription();

    private static IResult NoPage() => TypedResults.Problem(
        "This is a page for people, of the package ServerSessions.Dashboard. A program posts to the same path without \"/confirm\".", statusCode: StatusCodes.Status406NotAcceptable);
}
