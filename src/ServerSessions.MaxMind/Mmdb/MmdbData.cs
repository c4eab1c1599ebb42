using System.Buffers.Binary;

namespace ServerSessions.Places.Mmdb;

/// <summary>
/// Reads fields of a data section where they lie. Every step is checked against the section, nesting is bounded, and a pointer leads
/// to no other pointer: hostile bytes end in <see cref="InvalidDataException"/>, and nothing is allocated.
/// </summary>
internal readonly ref struct MmdbData(ReadOnlySpan<byte> section)
{
    private const int MostDepth = 64;
    private readonly ReadOnlySpan<byte> _section = section;

    /// <summary>The field at an offset; where a pointer stands, the field it leads to.</summary>
    public MmdbField At(int offset)
    {
        var field = Read(offset);
        if (field.Type != MmdbType.Pointer)
            return field;
        field = Read(Target(field));
        return field.Type != MmdbType.Pointer ? field : throw new InvalidDataException($"The pointer at {offset} leads to another pointer.");
    }

    /// <summary>Where the value at an offset ends; a pointer ends behind itself.</summary>
    public int Skip(int offset) => Skip(offset, MostDepth);

    /// <summary>Finds a key of the map at an offset; false when that is no map or has no such key.</summary>
    public bool TryFind(int offset, ReadOnlySpan<byte> key, out int value)
    {
        var map = At(offset);
        value = 0;
        if (map.Type != MmdbType.Map)
            return false;
        var at = map.Content;
        for (var left = map.Size; left > 0; left--)
        {
            var found = Text(at).SequenceEqual(key);
            at = Skip(at);
            if (found)
            {
                value = at;
                return true;
            }

            at = Skip(at);
        }

        return false;
    }

    public ReadOnlySpan<byte> Text(int offset)
    {
        var field = At(offset);
        return field.Type == MmdbType.Text
            ? Content(field)
            : throw new InvalidDataException($"Expected a text at {offset}, found a {field.Type}.");
    }

    public double Double(int offset)
    {
        var field = At(offset);
        return field switch
        {
            { Type: MmdbType.Double, Size: 8 } => BinaryPrimitives.ReadDoubleBigEndian(Content(field)),
            { Type: MmdbType.Float, Size: 4 } => BinaryPrimitives.ReadSingleBigEndian(Content(field)),
            _ => throw new InvalidDataException($"Expected a number of 8 (or 4) bytes at {offset}, found a {field.Type} of {field.Size}."),
        };
    }

    /// <summary>An unsigned number of up to 64 bits; leading zeros are not written.</summary>
    public ulong Unsigned(int offset)
    {
        var field = At(offset);
        if (field.Type is not (MmdbType.UInt16 or MmdbType.UInt32 or MmdbType.UInt64) || field.Size > 8)
            throw new InvalidDataException($"Expected an unsigned number at {offset}, found a {field.Type} of {field.Size} bytes.");
        var value = 0UL;
        foreach (var one in Content(field))
            value = (value << 8) | one;
        return value;
    }

    public bool Boolean(int offset) => At(offset) is { Type: MmdbType.Boolean, Size: 1 };

    public ReadOnlySpan<byte> Content(MmdbField field) =>
        field.Size <= _section.Length - field.Content
            ? _section.Slice(field.Content, field.Size)
            : throw new InvalidDataException($"A {field.Type} of {field.Size} bytes at {field.Content} goes beyond the data ({_section.Length} bytes).");

    private int Skip(int offset, int depth)
    {
        if (depth == 0)
            throw new InvalidDataException($"The value at {offset} is nested deeper than {MostDepth}.");
        var field = Read(offset);
        switch (field.Type)
        {
            case MmdbType.Pointer:
                return field.Content + field.Size;
            case MmdbType.Boolean or MmdbType.End:
                return field.Content;
            case MmdbType.Map or MmdbType.Array or MmdbType.Container:
                var at = field.Content;
                // Every entry takes a byte at least, so an announced size that is not there ends at the section's end.
                for (var left = field.Type == MmdbType.Map ? 2L * field.Size : field.Size; left > 0; left--)
                    at = Skip(at, depth - 1);
                return at;
            default:
                return field.Content + Content(field).Length;
        }
    }

    // A pointer is told with the size of its own bytes.
    private MmdbField Read(int offset)
    {
        var control = Byte(offset);
        var type = control >> 5;
        var at = offset + 1;
        if (type == (int)MmdbType.Pointer)
            return new MmdbField(MmdbType.Pointer, 1 + ((control >> 3) & 3), at);
        if (type == 0)
            type = 7 + Byte(at++);
        if (type is 7 or > (int)MmdbType.Float && control >> 5 == 0)
            throw new InvalidDataException($"Unknown type {type} at {offset}.");
        var size = control & 31;
        for (var (more, sum) = (size - 28, 0); more > 0; more--)
        {
            sum = (sum << 8) | Byte(at++);
            if (more == 1)
                size = sum + (size switch { 29 => 29, 30 => 285, _ => 65_821 });
        }

        return new MmdbField((MmdbType)type, size, at);
    }

    private int Target(MmdbField pointer)
    {
        var bits = Byte(pointer.Content - 1) & 7;
        var value = pointer.Size == 4 ? 0L : bits;
        for (var i = 0; i < pointer.Size; i++)
            value = (value << 8) | Byte(pointer.Content + i);
        value += pointer.Size switch { 2 => 2048, 3 => 526_336, _ => 0 };
        return value < _section.Length ? (int)value : throw new InvalidDataException($"A pointer leads to {value}, beyond the data ({_section.Length} bytes).");
    }

    private byte Byte(int offset) =>
        (uint)offset < (uint)_section.Length
            ? _section[offset]
            : throw new InvalidDataException($"A field at {offset} goes beyond the data ({_section.Length} bytes).");
}
