using Microsoft.Extensions.Primitives;

namespace ServerSessions.Requests;

/// <summary>The facts of an answer that show what its request was.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">Null when the answer has none, or none is known.</param>
/// <param name="Headers">The headers of the answer.</param>
/// <param name="IsSent">Whether the answer has begun, so that its headers are complete.</param>
/// <param name="Origins">The origins that the application serves by CORS; null when none are known.</param>
internal readonly record struct AnswerFacts(int Status, string? ContentType, IDictionary<string, StringValues> Headers, bool IsSent = true, ServedOrigins? Origins = null)
{
    public bool IsHtml => ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
}
