using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>Reads the bodies of admin requests that are more than a few words.</summary>
internal static class JsonBody
{
    private const int MaxBytes = 16 * 1024;

    /// <param name="request">The request.</param>
    /// <param name="type">What its body is.</param>
    /// <param name="example">Such a body, for the message about another one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The body is too long, or not such an object.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, string example, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxBytes)
            throw new ArgumentException($"The body has more than {MaxBytes} bytes; expected a small JSON object.");
        try
        {
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), type) ?? throw new ArgumentException($"The body is the JSON null; expected {example}.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The body is not the expected JSON, {example}: {exception.Message}", exception);
        }
    }
}
