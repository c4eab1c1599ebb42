namespace ServerSessions.Storage.Codec;

/// <summary>
/// Byte strings that many journeys have in common, sorted, each written as what it has more than the one before. A row begins with the
/// count of its parts and the parts themselves, sized; in a block their numbers in the table stand there instead.
/// </summary>
internal sealed class PartTable
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    private PartTable(byte[] bytes, int[] ends) => (_bytes, _ends) = (bytes, ends);

    public int Count => _ends.Length;

    public ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(Start(number), _ends[number] - Start(number));

    public ReadOnlyMemory<byte> Memory(int number) => _bytes.AsMemory(Start(number), _ends[number] - Start(number));

    /// <param name="buffer">Where to.</param>
    /// <param name="parts">In the order of their bytes.</param>
    public static void Write(ByteBuffer buffer, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        buffer.WriteNumber(parts.Count);
        var before = ReadOnlyMemory<byte>.Empty;
        foreach (var part in parts)
        {
            var common = before.Span.CommonPrefixLength(part.Span);
            buffer.WriteNumber(common);
            buffer.WriteSized(part.Span[common..]);
            before = part;
        }
    }

    /// <exception cref="InvalidMessageException">The bytes are not what <see cref="Write"/> wrote.</exception>
    public static PartTable Read(ref CompactReader reader)
    {
        const int max = 1 << 24;
        var ends = new int[reader.ReadCount(bytesEach: 2)];
        var bytes = new ByteBuffer();
        var (start, length) = (0, 0);
        for (var i = 0; i < ends.Length; i++)
        {
            var common = reader.ReadIndex(length + 1);
            var rest = reader.ReadSized();
            var from = start;
            start = bytes.Count;
            var span = bytes.GetSpan(common + rest.Length);
            bytes.Written.Slice(from, common).CopyTo(span);
            rest.CopyTo(span[common..]);
            length = common + rest.Length;
            bytes.Advance(length);
            ends[i] = bytes.Count <= max ? bytes.Count : throw new InvalidMessageException($"Parts of more than {max} bytes are announced.");
        }

        return new PartTable(bytes.Written.ToArray(), ends);
    }

    /// <summary>The row with its own parts.</summary>
    public ReadOnlyMemory<byte> Expand(ReadOnlyMemory<byte> row)
    {
        var reader = new CompactReader(row.Span);
        var buffer = new ByteBuffer();
        var parts = reader.ReadCount();
        buffer.WriteNumber(parts);
        for (; parts > 0; parts--)
            buffer.WriteSized(this[reader.ReadIndex(Count)]);
        buffer.Write(reader.ReadRest());
        return buffer.Written.ToArray();
    }

    private int Start(int number) => number == 0 ? 0 : _ends[number - 1];
}
