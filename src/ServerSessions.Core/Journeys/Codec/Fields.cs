using MessagePack;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Fields that several records of journeys have.</summary>
internal static class Fields
{
    public static void Write(this ref MessagePackWriter writer, Pseudonym value)
    {
        if (value.IsNone)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteBinHeader(Pseudonym.Size);
        value.Write(writer.GetSpan(Pseudonym.Size));
        writer.Advance(Pseudonym.Size);
    }

    public static Pseudonym ReadPseudonym(this ref PackedReader reader) =>
        reader.TryReadNil() ? default : Pseudonym.Read(Sixteen(reader.ReadBinary()));

    public static void Write(this ref MessagePackWriter writer, SessionId value)
    {
        if (value == default)
        {
            writer.WriteNil();
            return;
        }

        const int size = 16;
        writer.WriteBinHeader(size);
        value.Value.TryWriteBytes(writer.GetSpan(size), bigEndian: true, out _);
        writer.Advance(size);
    }

    public static SessionId ReadSessionId(this ref PackedReader reader) =>
        reader.TryReadNil() ? default : Known(new SessionId(new Guid(Sixteen(reader.ReadBinary()), bigEndian: true)));

    public static void Write(this ref MessagePackWriter writer, DateTimeOffset time) => writer.Write(time.ToMicroseconds());

    public static DateTimeOffset ReadTime(this ref PackedReader reader) => UnixTime.ToDate(Time(reader.ReadInt64()));

    /// <summary>A time in the range of .NET; a record with any other is not ours.</summary>
    public static long Time(long microseconds) =>
        microseconds is >= -EventFormat.MaxTime / 8 and <= EventFormat.MaxTime
            ? microseconds
            : throw new InvalidMessageException($"Expected a time in microseconds, found {microseconds}.");

    /// <summary>A stretch of time that is not negative, in microseconds.</summary>
    public static long Span(long microseconds) =>
        microseconds is >= 0 and <= EventFormat.MaxTime
            ? microseconds
            : throw new InvalidMessageException($"Expected a duration in microseconds, found {microseconds}.");

    public static int ReadCount(this ref PackedReader reader) => reader.ReadIndex(int.MaxValue);

    public static T ReadEnum<T>(this ref PackedReader reader) where T : struct, Enum
    {
        var value = reader.ReadIndex(256);
        var result = (T)Enum.ToObject(typeof(T), value);
        return Enum.IsDefined(result) ? result : throw new InvalidMessageException($"Expected a value of {typeof(T).Name}, found {value}.");
    }

    /// <summary>An id that is one.</summary>
    public static SessionId Known(SessionId id) =>
        id.IsValid ? id : throw new InvalidMessageException($"Expected the id of a session (a UUID of version 7), found {id}.");

    private static ReadOnlySpan<byte> Sixteen(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 16 ? bytes : throw new InvalidMessageException($"Expected 16 bytes, found {bytes.Length}.");
}
