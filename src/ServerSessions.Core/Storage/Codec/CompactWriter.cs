using System.Buffers.Binary;
using System.Text;

namespace ServerSessions.Storage.Codec;

/// <summary>Writes numbers in as many groups of seven bits as they need, lowest first, and bytes as they are.</summary>
/// <remarks>For closed journeys: MessagePack's integers would add 17 bytes to the 149 that a journey of ten steps takes.</remarks>
internal static class CompactWriter
{
    private const int MaxBytes = 10;

    public static void WriteNumber(this ByteBuffer buffer, ulong value)
    {
        var span = buffer.GetSpan(MaxBytes);
        var at = 0;
        for (; value >= 0x80; value >>= 7)
            span[at++] = (byte)(value | 0x80);
        span[at++] = (byte)value;
        buffer.Advance(at);
    }

    public static void WriteNumber(this ByteBuffer buffer, int value) => buffer.WriteNumber((ulong)(uint)value);

    /// <summary>A number of either sign: small ones of both are short.</summary>
    public static void WriteSigned(this ByteBuffer buffer, long value) => buffer.WriteNumber((ulong)((value << 1) ^ (value >> 63)));

    public static void WriteByte(this ByteBuffer buffer, byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    /// <summary>Bytes with their length before them.</summary>
    public static void WriteSized(this ByteBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        buffer.WriteNumber(bytes.Length);
        buffer.Write(bytes);
    }

    public static void WriteText(this ByteBuffer buffer, string text)
    {
        buffer.WriteNumber(Encoding.UTF8.GetByteCount(text));
        buffer.WriteUtf8(text);
    }

    /// <summary>A text without its length.</summary>
    public static void WriteUtf8(this ByteBuffer buffer, string text) =>
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));

    public static void WriteNumbers(this ByteBuffer buffer, params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
            buffer.WriteNumber(value);
    }

    public static void WriteUInt64(this ByteBuffer buffer, ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(buffer.GetSpan(sizeof(ulong)), value);
        buffer.Advance(sizeof(ulong));
    }

    public static void Write(this ByteBuffer buffer, SessionId value)
    {
        value.Value.TryWriteBytes(buffer.GetSpan(16), bigEndian: true, out var written);
        buffer.Advance(written);
    }

    public static void Write(this ByteBuffer buffer, Pseudonym value)
    {
        value.Write(buffer.GetSpan(Pseudonym.Size));
        buffer.Advance(Pseudonym.Size);
    }
}
