using System.Text.Json;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Alerts about actors inside a session: rare, so JSON, as findings are.</summary>
internal static class SessionAlertCodec
{
    public static byte[] Encode(IReadOnlyList<SessionAlert> alerts) => JsonSerializer.SerializeToUtf8Bytes([.. alerts], ModelJsonContext.Default.SessionAlertArray);

    public static SessionAlert[] Decode(ReadOnlySpan<byte> json)
    {
        try
        {
            var alerts = JsonSerializer.Deserialize(json, ModelJsonContext.Default.SessionAlertArray) ?? [];
            return alerts.Contains(null!) ? throw new JsonException("An alert is null.") : alerts;
        }
        catch (JsonException exception)
        {
            throw new InvalidMessageException($"Expected alerts as JSON: {exception.Message}");
        }
    }
}
