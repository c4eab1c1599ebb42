using System.Buffers.Binary;

namespace ServerSessions;

/// <summary>
/// The id of a session: a UUIDv7 (RFC 9562). Its time is the start of the session in milliseconds, and its random bits carry the session's partition, so
/// a look-up by id needs no index. The id is derived from key and start.
/// </summary>
public readonly record struct SessionId(Guid Value) : IComparable<SessionId>
{
    /// <summary>Maximum number of partitions that an id can carry.</summary>
    public const int MaxPartitions = 4096;

    private const long MaxMilliseconds = 253_402_300_799_999;

    /// <summary>The session's start, in whole milliseconds.</summary>
    public DateTimeOffset Start => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>Whether it is a UUID of version 7 with a time up to the end of the year 9999.</summary>
    internal bool IsValid => Value.Version == 7 && Milliseconds <= MaxMilliseconds;

    internal long Milliseconds
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        }
    }

    internal int Partition
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x0FFF;
        }
    }

    /// <summary>Derives the id from key and start. The same values always give the same id, so an event folded twice cannot make a second session.</summary>
    internal static SessionId Create(long startMicroseconds, int partition, Pseudonym key)
    {
        var milliseconds = (ulong)Math.Max(0, startMicroseconds / 1000);
        var random = Mix(key.High ^ Mix(key.Low ^ (ulong)startMicroseconds));
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (milliseconds << 16) | 0x7000u | ((uint)partition & 0x0FFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (random & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000);
        return new SessionId(new Guid(bytes, bigEndian: true));
    }

    /// <summary>Reads the 36 characters that <see cref="ToString"/> writes.</summary>
    /// <returns>False when the text is no UUID of version 7, or its time lies after the year 9999.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out SessionId id)
    {
        id = default;
        if (!Guid.TryParseExact(text, "D", out var value) || !new SessionId(value).IsValid)
            return false;
        id = new SessionId(value);
        return true;
    }

    /// <summary>Orders by start, then by the remaining bits.</summary>
    public int CompareTo(SessionId other)
    {
        Span<byte> mine = stackalloc byte[16], others = stackalloc byte[16];
        Value.TryWriteBytes(mine, bigEndian: true, out _);
        other.Value.TryWriteBytes(others, bigEndian: true, out _);
        var first = BinaryPrimitives.ReadUInt64BigEndian(mine).CompareTo(BinaryPrimitives.ReadUInt64BigEndian(others));
        return first != 0 ? first : BinaryPrimitives.ReadUInt64BigEndian(mine[8..]).CompareTo(BinaryPrimitives.ReadUInt64BigEndian(others[8..]));
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit.
    private static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
