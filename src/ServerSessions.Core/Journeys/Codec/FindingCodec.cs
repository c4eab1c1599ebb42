using System.Text.Json;
using MessagePack;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Findings inside a journey: rare, so JSON in a binary field, the form in which alerts are stored too; nil for none.</summary>
internal static class FindingCodec
{
    public static void Write(ref MessagePackWriter writer, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
            writer.WriteNil();
        else
            writer.Write(Encode(findings));
    }

    public static byte[] Encode(IReadOnlyList<Finding> findings) => JsonSerializer.SerializeToUtf8Bytes([.. findings], ModelJsonContext.Default.FindingArray);

    public static Finding[] Read(ref PackedReader reader) => reader.TryReadNil() ? [] : Decode(reader.ReadBinary());

    public static Finding[] Decode(ReadOnlySpan<byte> json)
    {
        try
        {
            var findings = JsonSerializer.Deserialize(json, ModelJsonContext.Default.FindingArray) ?? [];
            return Array.ConvertAll(findings, FindingJson.Complete);
        }
        catch (JsonException exception)
        {
            throw new InvalidMessageException($"Expected findings as JSON: {exception.Message}");
        }
    }
}
