using System.Text.Json;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage.Codec;

/// <summary>Compares records by all that is in them, arrays included.</summary>
internal static class RecordText
{
    public static string Of(EventRecord record) =>
        $"{record with { Event = record.Event with { Detail = null }, News = null, Notice = null }} {JsonSerializer.Serialize(record.Event.Detail)} "
        + $"{JsonSerializer.Serialize(record.News)} {record.Notice?.GetType().Name} {JsonSerializer.Serialize<object?>(record.Notice)}";
}
