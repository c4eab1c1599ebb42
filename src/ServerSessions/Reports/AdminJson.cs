using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>
/// A result as JSON, with what the caller's role may see of it; with <c>format=csv</c>, the table of it that <c>table</c> names as CSV. Figures and query are those of
/// the JSON.
/// </summary>
internal sealed class AdminJson<T>(T value, JsonTypeInfo<T> type) : IResult, IValueHttpResult, IStatusCodeHttpResult
{
    public object? Value => value;

    public int? StatusCode => StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        try
        {
            var query = QueryReader.Of(httpContext);
            var shown = SessionAdminAccess.Of(httpContext).Show(value);
            return (query.Format() == "csv" ? Csv(shown, query.Text("table")) : TypedResults.Json(shown, type)).ExecuteAsync(httpContext);
        }
        catch (ArgumentException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(httpContext);
        }
    }

    private IResult Csv(T shown, string? table) =>
        TypedResults.File(Encoding.UTF8.GetBytes(CsvTable.Write(JsonSerializer.SerializeToNode(shown, type), table)), "text/csv; charset=utf-8", $"{table ?? "table"}.csv");
}
