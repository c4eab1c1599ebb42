using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>Reads the small bodies of admin requests: one JSON object, a form, or nothing.</summary>
internal sealed class BodyReader(IReadOnlyDictionary<string, string> members)
{
    private const int MaxBytes = 16 * 1024;

    /// <exception cref="ArgumentException">The body is too long, or no JSON object.</exception>
    public static async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
            return (await FormAsync(request, cancellationToken)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var bytes = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxBytes)
            throw new ArgumentException($"The body has more than {MaxBytes} bytes; expected a small JSON object.");
        return length == 0 ? new Dictionary<string, string>() : Members(bytes.AsMemory(0, length));
    }

    /// <exception cref="ArgumentException">The body is no form that can be read: too many fields, a broken part, a character that a form cannot have.</exception>
    public static async ValueTask<IFormCollection> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or IOException)
        {
            throw new ArgumentException("The body is no form that can be read.", exception);
        }
    }

    public string? Text(string name) => members.TryGetValue(name, out var text) && text.Length > 0 ? text : null;

    /// <summary>A list of words: a JSON array, or a text with commas; null when there is none.</summary>
    public IReadOnlyList<string>? List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : null;

    public IReadOnlyList<T>? Words<T>(string name) where T : struct, Enum => List(name)?.Select(word => Word<T>(name, word)).ToList();

    public double? Number(string name) => Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && Math.Abs(number) < 1e6 ? number
        : throw new ArgumentException($"{name} is \"{Cut(text)}\"; expected a number.");

    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new ArgumentException($"{name} is \"{Cut(text)}\"; expected a time like 2026-01-31T12:00:00Z.");

    public T? Word<T>(string name) where T : struct, Enum => Text(name) is not { } text ? null : Word<T>(name, text);

    private static T Word<T>(string name, string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) ? value
        : throw new ArgumentException($"{name} is \"{Cut(text)}\"; expected one of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}.");

    private static Dictionary<string, string> Members(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().Where(m => IsWord(m.Value) || m.Value.ValueKind == JsonValueKind.Array)
                    .GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => Text(g.Last().Value), StringComparer.OrdinalIgnoreCase)
                : throw new ArgumentException($"The body is a JSON {document.RootElement.ValueKind}; expected an object.");
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The body is no JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException("The body has a text that is no text: half of a surrogate pair, or bytes that are no UTF-8.", exception);
        }
    }

    private static bool IsWord(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? string.Join(',', value.EnumerateArray().Where(IsWord)) : value.ToString();

    private static string Cut(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
