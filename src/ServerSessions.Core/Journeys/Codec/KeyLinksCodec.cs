using MessagePack;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes what a session's key has to do with other keys.</summary>
internal static class KeyLinksCodec
{
    private const int FieldCount = 11;

    public static void Write(ref MessagePackWriter writer, KeyLinks links)
    {
        writer.WriteArrayHeader(FieldCount);
        writer.Write(links.IsPastUnseen);
        writer.Write(links.Before);
        writer.Write(links.BeforeAt);
        writer.Write(links.Asked);
        writer.Write(links.HandedTo);
        writer.Write(links.AskedBy);
        writer.Write(links.AskedAt);
        writer.Write(links.FirstCallAt);
        writer.Write(links.ReturnedAt);
        writer.Write(links.IsDecided);
        writer.Write(links.IsAttached);
    }

    public static KeyLinks Read(ref PackedReader reader)
    {
        var fields = reader.ReadRecordHeader(FieldCount);
        var links = new KeyLinks
        {
            IsPastUnseen = reader.ReadBoolean(),
            Before = reader.ReadPseudonym(),
            BeforeAt = Fields.Time(reader.ReadInt64()),
            Asked = reader.ReadPseudonym(),
            HandedTo = reader.ReadPseudonym(),
            AskedBy = reader.ReadPseudonym(),
            AskedAt = Fields.Time(reader.ReadInt64()),
            FirstCallAt = Fields.Time(reader.ReadInt64()),
            ReturnedAt = Fields.Time(reader.ReadInt64()),
            IsDecided = reader.ReadBoolean(),
            IsAttached = reader.ReadBoolean(),
        };
        reader.SkipRest(FieldCount, fields);
        return links;
    }
}
