using System.Text.Json;

namespace ServerSessions.Model.Alerts;

/// <summary>The form of an alert in documents and in the outbox: camelCase JSON, enums as words.</summary>
internal static class AlertJson
{
    /// <summary>The table that commits write alerts to.</summary>
    public const string Table = "alerts";

    /// <summary>An alert holds at most 20 events; far more than that is not one of ours.</summary>
    public const int MaxBytes = 256 * 1024;

    public static byte[] Encode(Alert alert) => JsonSerializer.SerializeToUtf8Bytes(alert, ModelJsonContext.Default.Alert);

    /// <exception cref="FormatException">The bytes are no alert.</exception>
    public static Alert Decode(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
            throw new FormatException($"The encoded alert has {json.Length} bytes; at most {MaxBytes} are expected.");
        try
        {
            var alert = JsonSerializer.Deserialize(json, ModelJsonContext.Default.Alert)
                ?? throw new FormatException("The encoded alert is the JSON null; an object is expected.");
            return alert with { Finding = FindingJson.Complete(alert.Finding) };
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The encoded alert ({json.Length} bytes) is not the expected JSON: {exception.Message}", exception);
        }
    }
}
