using MessagePack;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes where a session's user is and what was reported of it. A time is written as what it is after the session's start, and nil for none.</summary>
internal static class PresenceCodec
{
    private const int FieldCount = 4;

    public static void Write(ref MessagePackWriter writer, Presence presence, long start)
    {
        writer.WriteArrayHeader(FieldCount);
        WriteTime(ref writer, presence.UserReported, start);
        writer.Write(presence.Network);
        writer.Write((ulong)presence.Place.Value);
        WriteTime(ref writer, presence.PlaceReported, start);
    }

    public static Presence Read(ref PackedReader reader, long start)
    {
        var fields = reader.ReadRecordHeader(FieldCount);
        var presence = new Presence
        {
            UserReported = ReadTime(ref reader, start),
            Network = reader.ReadUInt64(),
            Place = PlaceCode.Read(reader.ReadUInt64()),
            PlaceReported = ReadTime(ref reader, start),
        };
        reader.SkipRest(FieldCount, fields);
        return presence;
    }

    private static void WriteTime(ref MessagePackWriter writer, long time, long start)
    {
        if (time == 0)
            writer.WriteNil();
        else
            writer.Write(time - start);
    }

    private static long ReadTime(ref PackedReader reader, long start) =>
        reader.TryReadNil() ? 0 : Fields.Time(unchecked(start + reader.ReadInt64()));
}
