using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ServerSessions.Storage.Codec;

/// <summary>Reads what <see cref="CompactWriter"/> wrote, from bytes that may be hostile: whatever is wrong is an <see cref="InvalidMessageException"/>.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly int Position => _at;

    public readonly int Remaining => _bytes.Length - _at;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadNumber() => _at < _bytes.Length && _bytes[_at] < 0x80 ? _bytes[_at++] : ReadLongNumber();

    /// <summary>Passes over a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipNumber()
    {
        var at = _at;
        while (at < _bytes.Length && _bytes[at] >= 0x80)
            at++;
        if (at >= _bytes.Length)
            throw new InvalidMessageException($"The number that begins at byte {_at} has no end.");
        _at = at + 1;
    }

    public long ReadSigned()
    {
        var value = ReadNumber();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads an element count and rejects one that the remaining bytes cannot hold.</summary>
    public int ReadCount(int bytesEach = 1)
    {
        var count = ReadNumber();
        return count <= (ulong)(Remaining / bytesEach) ? (int)count
            : throw new InvalidMessageException($"{count} elements are announced before byte {_at}, but only {Remaining} bytes are left.");
    }

    public int ReadInt32()
    {
        var value = ReadNumber();
        return value <= int.MaxValue ? (int)value : throw new InvalidMessageException($"Expected a count before byte {_at}, found {value}.");
    }

    /// <summary>A number from 0 to below a bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadIndex(int bound)
    {
        var value = ReadNumber();
        return value < (ulong)bound ? (int)value : throw new InvalidMessageException($"Expected a number below {bound} before byte {_at}, found {value}.");
    }

    public byte ReadByte() => Take(1)[0];

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public Pseudonym ReadPseudonym() => Pseudonym.Read(Take(Pseudonym.Size));

    /// <summary>Bytes with their length before them.</summary>
    public ReadOnlySpan<byte> ReadSized() => Take(ReadCount());

    /// <summary>Reads the bytes up to a given byte, which is skipped.</summary>
    public ReadOnlySpan<byte> ReadTo(byte end)
    {
        var length = _bytes[_at..].IndexOf(end);
        if (length < 0)
            throw new InvalidMessageException($"Expected the byte 0x{end:X2} after byte {_at}.");
        var taken = Take(length);
        _at++;
        return taken;
    }

    public ReadOnlySpan<byte> ReadRest() => Take(Remaining);

    public ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)Remaining)
            throw new InvalidMessageException($"{length} bytes are needed at byte {_at}, but only {Remaining} are left.");
        var taken = _bytes.Slice(_at, length);
        _at += length;
        return taken;
    }

    private ulong ReadLongNumber()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at >= _bytes.Length)
                break;
            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next >= 0x80)
                continue;
            // One number has one form: what is read and written again is the same bytes.
            return (shift == 0 || next > 0) && (shift < 63 || next == 1) ? value
                : throw new InvalidMessageException($"The number before byte {_at} has more bits than 64, or bytes that it does not need.");
        }

        throw new InvalidMessageException($"The number that ends at byte {_at} has no end.");
    }
}
