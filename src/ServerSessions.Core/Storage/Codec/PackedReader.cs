using System.Text;
using System.Text.Unicode;
using MessagePack;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Reads MessagePack that may be hostile: the library's reader, plus the checks that it lacks. <see cref="Read"/> is the only way to get one, so that
/// every fault that the library finds becomes an <see cref="InvalidMessageException"/>.
/// </summary>
internal ref struct PackedReader
{
    /// <summary>How deep <see cref="SkipRest"/> follows arrays and maps.</summary>
    public const int MaxDepth = 8;

    private MessagePackReader _reader;

    private PackedReader(ReadOnlyMemory<byte> bytes) => _reader = new MessagePackReader(bytes);

    public delegate TResult Decoding<in TSource, out TResult>(TSource source, ref PackedReader reader);

    /// <summary>The type of the next value.</summary>
    public readonly MessagePackType NextType => _reader.NextMessagePackType;

    /// <summary>Decodes a whole message.</summary>
    /// <param name="bytes">The message; a span that the reader returns is a part of it.</param>
    /// <param name="source">An argument for <paramref name="decode"/>, so that it captures nothing.</param>
    /// <param name="decode">Reads the values.</param>
    /// <exception cref="InvalidMessageException">The bytes are not such a message.</exception>
    public static TResult Read<TSource, TResult>(ReadOnlyMemory<byte> bytes, TSource source, Decoding<TSource, TResult> decode)
    {
        var reader = new PackedReader(bytes);
        try
        {
            return decode(source, ref reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or MessagePackSerializationException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new InvalidMessageException($"The message of {bytes.Length} bytes is invalid near byte {reader._reader.Consumed}: {exception.Message}", exception);
        }
    }

    /// <summary>Passes over a nil when one is next.</summary>
    public bool TryReadNil() => _reader.TryReadNil();

    public bool ReadBoolean() => _reader.ReadBoolean();

    /// <summary>Reads an integer of any width and sign.</summary>
    public long ReadInt64() => _reader.ReadInt64();

    /// <summary>Reads an integer that is not negative.</summary>
    public ulong ReadUInt64() => _reader.ReadUInt64();

    public int ReadInt32() => _reader.ReadInt32();

    /// <summary>Reads an integer from 0 to below a bound, such as an index or the value of an enumeration.</summary>
    public int ReadIndex(int bound)
    {
        var value = _reader.ReadInt64();
        return (ulong)value < (ulong)bound ? (int)value : throw OutOfBounds(value, bound);
    }

    public string ReadString()
    {
        var text = ReadText();
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw Wrong("a string of valid UTF-8", $"{text.Length} other bytes");
    }

    /// <summary>Reads the bytes of a string, for a caller that checks itself that they are UTF-8; nothing is allocated.</summary>
    public ReadOnlySpan<byte> ReadText() => _reader.TryReadStringSpan(out var text) ? text : throw Wrong("a string", "nil");

    /// <summary>Reads binary data, which a string is not.</summary>
    public ReadOnlySpan<byte> ReadBinary() => NextType == MessagePackType.Binary
        ? _reader.ReadBytes().GetValueOrDefault().FirstSpan
        : throw Wrong("binary data", $"{NextType}");

    /// <summary>Reads the number of elements that follow, at most the number of bytes left.</summary>
    public int ReadArrayHeader() => _reader.ReadArrayHeader();

    /// <summary>Reads the header of a record that has at least this number of fields.</summary>
    public int ReadRecordHeader(int min)
    {
        var fields = _reader.ReadArrayHeader();
        return fields >= min ? fields : throw TooFew(fields, min);
    }

    /// <summary>Reads the number of fields that <see cref="TaggedFields"/> wrote, at most half the number of bytes left.</summary>
    public int ReadTaggedHeader()
    {
        var elements = _reader.ReadArrayHeader();
        return elements % 2 == 0 ? elements / 2 : throw Wrong("tags and values in turn", $"{elements} elements");
    }

    /// <summary>Passes over one value.</summary>
    public void Skip() => Skip(0);

    /// <summary>Passes over the elements of an array that this version does not know.</summary>
    public void SkipRest(int read, int count)
    {
        for (; read < count; read++)
            Skip(0);
    }

    // The library's own Skip has no limit of depth, and takes an array or a map of 2^31 elements or more for an empty one.
    private void Skip(int depth)
    {
        if (depth > MaxDepth)
            throw Wrong($"values nested at most {MaxDepth} deep", "one deeper");
        switch (NextType)
        {
            case MessagePackType.Array:
                SkipMany(_reader.ReadArrayHeader(), depth);
                break;
            case MessagePackType.Map:
                SkipMany(2L * _reader.ReadMapHeader(), depth);
                break;
            default:
                _reader.Skip();
                break;
        }
    }

    private void SkipMany(long count, int depth)
    {
        for (; count > 0; count--)
            Skip(depth + 1);
    }

    // By themselves: the text of an error must not keep the compiler from inlining what is read for every event.
    private readonly InvalidMessageException OutOfBounds(long value, int bound) => Wrong($"an integer from 0 to below {bound}", $"{value}");

    private readonly InvalidMessageException TooFew(int fields, int min) => Wrong($"a record of {min} fields or more", $"{fields}");

    private readonly InvalidMessageException Wrong(string expected, string found) =>
        new($"Expected {expected} at byte {_reader.Consumed}, but found {found}.");
}
