using MessagePack;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes the requests of a session that are not folded yet.</summary>
internal static class PendingWindowCodec
{
    private const int MinFields = 8;

    /// <param name="writer">Gets the bytes.</param>
    /// <param name="pending">The requests.</param>
    /// <param name="start">Start of the session: times are written relative to it.</param>
    /// <param name="texts">The texts of the state.</param>
    public static void Write(ref MessagePackWriter writer, PendingWindow pending, long start, WrittenTexts texts)
    {
        writer.WriteArrayHeader(pending.Count);
        foreach (ref readonly var raw in pending.Steps)
            Write(ref writer, raw, start, texts);
    }

    public static void Read(ref PackedReader reader, PendingWindow pending, long start, ReadTexts texts)
    {
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
            pending.Append(Read(ref reader, start, texts));
    }

    // Most requests have no detail: what is missing at the end is not written.
    private static void Write(ref MessagePackWriter writer, in RawStep raw, long start, WrittenTexts texts)
    {
        var fields = raw.Path != 0 ? 4 : raw.Trace is not null ? 3 : raw.Cause is not null ? 2 : raw.Fields is not null ? 1 : 0;
        writer.WriteArrayHeader(MinFields + fields);
        writer.WriteIntegers(raw.Time - start, raw.Duration);
        texts.Write(ref writer, raw.Name);
        writer.WriteIntegers((long)raw.Verb, raw.Status - EventFormat.CommonStatus, (long)raw.Outcome);
        writer.Write((ulong)raw.Flags);
        writer.Write(raw.Parameters);
        if (fields > 0)
            texts.Write(ref writer, raw.Fields);
        if (fields > 1)
            texts.Write(ref writer, raw.Cause);
        if (fields > 2)
            texts.Write(ref writer, raw.Trace);
        if (fields > 3)
            writer.Write(raw.Path);
    }

    private static RawStep Read(ref PackedReader reader, long start, ReadTexts texts)
    {
        var fields = reader.ReadRecordHeader(MinFields);
        var raw = new RawStep(
            Fields.Time(unchecked(start + reader.ReadInt64())), Fields.Span(reader.ReadInt64()), texts.Read(ref reader), reader.ReadEnum<HttpVerb>(),
            unchecked(reader.ReadInt32() + EventFormat.CommonStatus), reader.ReadEnum<Outcome>(), (EventFlags)reader.ReadUInt64(), reader.ReadUInt64(),
            fields > MinFields ? texts.ReadArray(ref reader) : null,
            fields > MinFields + 1 ? texts.ReadNullable(ref reader) : null,
            fields > MinFields + 2 ? texts.ReadNullable(ref reader) : null)
        {
            Path = fields > MinFields + 3 ? reader.ReadUInt64() : 0,
        };
        reader.SkipRest(MinFields + 4, fields);
        return raw;
    }
}
