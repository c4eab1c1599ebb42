using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Reads MessagePack from bytes that may be hostile: every length is checked against what is left before anything is allocated,
/// and whatever is wrong is an <see cref="InvalidMessageException"/>.
/// </summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>How deep <see cref="Skip"/> follows arrays and maps.</summary>
    public const int MaxDepth = 8;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Bytes that were not read yet.</summary>
    public readonly int Remaining => _bytes.Length - _at;

    public readonly bool IsNil => _at < _bytes.Length && _bytes[_at] == 0xC0;

    /// <summary>Whether a string comes next.</summary>
    public readonly bool IsText => _at < _bytes.Length && _bytes[_at] is (>= 0xA0 and <= 0xBF) or 0xD9 or 0xDA or 0xDB;

    /// <summary>Passes over a nil when one is next.</summary>
    public bool TryReadNil()
    {
        if (!IsNil)
            return false;
        _at++;
        return true;
    }

    public bool ReadBoolean()
    {
        var code = ReadCode();
        return code is 0xC2 or 0xC3 ? code == 0xC3 : throw Wrong("a boolean", code);
    }

    /// <summary>Reads an integer of any width and sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInt64() => _at < _bytes.Length && _bytes[_at] < 0x80 ? _bytes[_at++] : ReadWideInt64();

    private long ReadWideInt64()
    {
        // Times and durations are mostly of this width.
        if (Remaining > 2 && _bytes[_at] == 0xCD)
        {
            var medium = BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(_at + 1, 2));
            _at += 3;
            return medium;
        }
        var code = ReadCode();
        switch (code)
        {
            case < 0x80: return code;
            case >= 0xE0: return (sbyte)code;
            case 0xCC: return Take(1)[0];
            case 0xCD: return BinaryPrimitives.ReadUInt16BigEndian(Take(2));
            case 0xCE: return BinaryPrimitives.ReadUInt32BigEndian(Take(4));
            case 0xCF:
                var value = BinaryPrimitives.ReadUInt64BigEndian(Take(8));
                return value <= long.MaxValue ? (long)value : throw OutOfRange("a signed integer of 64 bits", value.ToString());
            case 0xD0: return (sbyte)Take(1)[0];
            case 0xD1: return BinaryPrimitives.ReadInt16BigEndian(Take(2));
            case 0xD2: return BinaryPrimitives.ReadInt32BigEndian(Take(4));
            case 0xD3: return BinaryPrimitives.ReadInt64BigEndian(Take(8));
            default: throw Wrong("an integer", code);
        }
    }

    /// <summary>Reads an integer that is not negative, up to 64 bits.</summary>
    public ulong ReadUInt64()
    {
        if (Remaining > 8 && _bytes[_at] == 0xCF)
        {
            var large = BinaryPrimitives.ReadUInt64BigEndian(_bytes.Slice(_at + 1, 8));
            _at += 9;
            return large;
        }
        var value = ReadInt64();
        return value >= 0 ? (ulong)value : throw OutOfRange("an integer that is not negative", value.ToString());
    }

    public int ReadInt32()
    {
        var value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw OutOfRange("an integer of 32 bits", value.ToString());
    }

    /// <summary>Reads an integer from 0 to below a bound, such as an index or an enumeration's value.</summary>
    public int ReadIndex(int bound)
    {
        var value = ReadInt64();
        return value >= 0 && value < bound ? (int)value : throw OutOfRange($"an integer from 0 to below {bound}", value.ToString());
    }

    /// <summary>Reads a floating-point number of either width; an integer is taken too, since JavaScript writes 1.0 as one.</summary>
    public double ReadDouble()
    {
        var code = ReadCode();
        switch (code)
        {
            case 0xCA: return BinaryPrimitives.ReadSingleBigEndian(Take(4));
            case 0xCB: return BinaryPrimitives.ReadDoubleBigEndian(Take(8));
            default:
                _at--;
                return code == 0xCF ? ReadUInt64() : ReadInt64();
        }
    }

    /// <summary>Reads a string, or null where nil is written.</summary>
    public string? ReadNullableString() => TryReadNil() ? null : ReadString();

    public string ReadString() => Encoding.UTF8.GetString(ReadUtf8());

    /// <summary>Reads a string as its UTF-8 bytes, which are valid; nothing is allocated.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        var text = ReadText();
        return Utf8.IsValid(text) ? text : throw new InvalidMessageException($"The string that ends at byte {_at} is not valid UTF-8.");
    }

    /// <summary>Reads the bytes of a string, for whoever checks by himself that they are UTF-8.</summary>
    public ReadOnlySpan<byte> ReadText()
    {
        var code = ReadCode();
        var length = code switch
        {
            >= 0xA0 and <= 0xBF => code & 0x1Fu,
            0xD9 => Take(1)[0],
            0xDA => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xDB => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Wrong("a string", code),
        };
        return Take(length);
    }

    public ReadOnlySpan<byte> ReadBinary()
    {
        var code = ReadCode();
        var length = code switch
        {
            0xC4 => Take(1)[0],
            0xC5 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xC6 => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Wrong("binary data", code),
        };
        return Take(length);
    }

    /// <summary>Number of elements that follow; never more than there are bytes left.</summary>
    public int ReadArrayHeader()
    {
        var code = ReadCode();
        return Fits(
            code switch
            {
                >= 0x90 and <= 0x9F => code & 0x0Fu,
                0xDC => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
                0xDD => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
                _ => throw Wrong("an array", code),
            },
            bytesEach: 1);
    }

    /// <summary>Reads the header of a record that has at least so many fields.</summary>
    public int ReadRecordHeader(int least)
    {
        var fields = ReadArrayHeader();
        return fields >= least ? fields : throw OutOfRange($"a record of {least} fields or more", $"{fields}");
    }

    /// <summary>Number of pairs that follow; never more than there is room for in the bytes left.</summary>
    public int ReadMapHeader()
    {
        var code = ReadCode();
        return Fits(
            code switch
            {
                >= 0x80 and <= 0x8F => code & 0x0Fu,
                0xDE => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
                0xDF => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
                _ => throw Wrong("a map", code),
            },
            bytesEach: 2);
    }

    /// <summary>Passes over one value of any type, with all that is in it.</summary>
    public void Skip() => SkipAt(0);

    /// <summary>Passes over the elements of an array that this version does not know.</summary>
    public void SkipRest(int read, int count)
    {
        for (; read < count; read++)
            SkipAt(0);
    }

    private void SkipAt(int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidMessageException($"Values are nested deeper than {MaxDepth} at byte {_at}.");
        var code = ReadCode();
        switch (code)
        {
            case < 0x80 or >= 0xE0 or 0xC0 or 0xC2 or 0xC3: break;
            case <= 0x8F or 0xDE or 0xDF:
                _at--;
                SkipMany(2L * ReadMapHeader(), depth);
                break;
            case <= 0x9F or 0xDC or 0xDD:
                _at--;
                SkipMany(ReadArrayHeader(), depth);
                break;
            case <= 0xBF: Take(code & 0x1Fu); break;
            case 0xC4 or 0xD9: Take(Take(1)[0]); break;
            case 0xC5 or 0xDA: Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))); break;
            case 0xC6 or 0xDB: Take(BinaryPrimitives.ReadUInt32BigEndian(Take(4))); break;
            case 0xC7: Take(Take(1)[0] + 1u); break;
            case 0xC8: Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2)) + 1u); break;
            case 0xC9: Take(BinaryPrimitives.ReadUInt32BigEndian(Take(4)) + 1L); break;
            case 0xCC or 0xD0: Take(1); break;
            case 0xCD or 0xD1 or 0xD4: Take(2); break;
            case 0xD5: Take(3); break;
            case 0xCA or 0xCE or 0xD2: Take(4); break;
            case 0xD6: Take(5); break;
            case 0xCB or 0xCF or 0xD3: Take(8); break;
            case 0xD7: Take(9); break;
            case 0xD8: Take(17); break;
            default: throw Wrong("a value", code);
        }
    }

    private void SkipMany(long count, int depth)
    {
        for (; count > 0; count--)
            SkipAt(depth + 1);
    }

    private readonly int Fits(uint count, int bytesEach) => (long)count * bytesEach <= Remaining
        ? (int)count
        : throw new InvalidMessageException($"{count} elements are announced at byte {_at}, but only {Remaining} bytes are left.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte ReadCode() => _at < _bytes.Length ? _bytes[_at++] : throw Truncated(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > Remaining)
            throw Truncated(length);
        var taken = _bytes.Slice(_at, (int)length);
        _at += (int)length;
        return taken;
    }

    private readonly InvalidMessageException Truncated(long needed) =>
        new($"{needed} bytes are needed at byte {_at}, but only {Remaining} are left.");

    private readonly InvalidMessageException Wrong(string expected, byte code) =>
        new($"Expected {expected} at byte {_at - 1}, but found the type code 0x{code:X2}.");

    private readonly InvalidMessageException OutOfRange(string expected, string given) =>
        new($"Expected {expected} before byte {_at}, but found {given}.");
}
