using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>How the admin endpoints answer: our own JSON settings whatever the application's are, problems as RFC 9457.</summary>
internal static class Answers
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static RouteHandlerBuilder MapReading(this RouteGroupBuilder group, string pattern, Delegate handler) => group.MapMethods(pattern, Reading, handler);

    public static RouteHandlerBuilder AsPage(this RouteHandlerBuilder builder, string path) => builder.WithMetadata(new PagePathMetadata(path));

    /// <summary>Marks a route that shows or acts on single sessions or users.</summary>
    public static RouteHandlerBuilder OfSingleSessions(this RouteHandlerBuilder builder) => builder.WithMetadata(SingleSessionMetadata.Instance);

    public static AdminJson<T> Json<T>(T value, JsonTypeInfo<T> type) => new(value, type);

    public static ProblemHttpResult NotFound(string what, string id) =>
        TypedResults.Problem($"There is no {what} \"{(id.Length > 64 ? id[..64] + "…" : id)}\"; it may have been forgotten.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>A bad request is answered with what is wrong, not with an error.</summary>
    public static async Task<IResult> TryAsync(Func<ValueTask<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (ArgumentException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
