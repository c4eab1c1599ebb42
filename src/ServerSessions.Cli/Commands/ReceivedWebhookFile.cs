using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Cli.Commands;

/// <summary>A received webhook saved as a file: <c>{ "headers": { name: value }, "body": "the exact text" }</c>.</summary>
internal sealed record ReceivedWebhookFile(IDictionary<string, StringValues> Headers, byte[] Body)
{
    private const long MaxBytes = 16 << 20;

    /// <exception cref="UsageException">The content cannot be used; the message says why.</exception>
    public static ReceivedWebhookFile Read(string name, Stream content)
    {
        if (content.CanSeek && content.Length > MaxBytes)
            throw new UsageException($"'{name}' has {content.Length} bytes; at most {MaxBytes} are read.");
        try
        {
            using var document = JsonDocument.Parse(content);
            return Read(name, document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Unusable(name, $"it is not JSON ({exception.Message})", exception);
        }
    }

    private static ReceivedWebhookFile Read(string name, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("headers", out var headers) || headers.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.String)
            throw Unusable(name, "a member is missing or of another kind");
        var read = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers.EnumerateObject())
            read[header.Name] = StringValues.Concat(read.GetValueOrDefault(header.Name), Values(name, header));
        return new ReceivedWebhookFile(read, Encoding.UTF8.GetBytes(Text(name, body)));
    }

    private static StringValues Values(string name, JsonProperty header) => header.Value.ValueKind switch
    {
        JsonValueKind.String => Text(name, header.Value),
        JsonValueKind.Array when header.Value.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String) =>
            header.Value.EnumerateArray().Select(value => Text(name, value)).ToArray(),
        _ => throw Unusable(name, $"the header '{header.Name}' is neither a text nor a list of texts"),
    };

    private static string Text(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw Unusable(name, "a text holds half of a surrogate pair", exception);
        }
    }

    private static UsageException Unusable(string name, string why, Exception? inner = null) =>
        new($"'{name}' cannot be used: {why}. Expected {{ \"headers\": {{ \"webhook-id\": \"...\", ... }}, \"body\": \"...\" }}.", inner);
}
