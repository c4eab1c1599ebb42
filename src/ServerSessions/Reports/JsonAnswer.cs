using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>A report as JSON, with what the caller's role may see of it.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext) => httpContext.Response.WriteAsJsonAsync(SessionAdminAccess.Of(httpContext).Show(value), type, contentType: null, httpContext.RequestAborted);
}
