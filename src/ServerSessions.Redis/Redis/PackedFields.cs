using System.Buffers;
using System.IO.Compression;
using MessagePack;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Packs the fields of a day into one value: sorted, MessagePack, Brotli. A hash takes some hundred bytes per field, most of it for its name, which
/// other hours and fields repeat; packed, it takes a few bytes.
/// </summary>
internal static class PackedFields
{
    private const int Quality = 5;
    private const int Window = 20;
    private const int MaxBytes = 64 << 20;

    public static byte[] Write(IReadOnlyDictionary<string, long> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2 * fields.Count);
        foreach (var (name, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Flush();
        var packed = new byte[4 + BrotliEncoder.GetMaxCompressedLength(buffer.WrittenCount)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(packed, buffer.WrittenCount);
        return BrotliEncoder.TryCompress(buffer.WrittenSpan, packed.AsSpan(4), out var length, Quality, Window)
            ? packed[..(4 + length)]
            : throw new InvalidOperationException("Brotli did not fit into a buffer of the size that it requested.");
    }

    /// <exception cref="InvalidMessageException"><see cref="Write"/> did not write the bytes.</exception>
    public static IEnumerable<KeyValuePair<string, long>> Read(ReadOnlySpan<byte> packed)
    {
        var length = packed.Length < 4 ? -1 : System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(packed);
        if (length is < 0 or > MaxBytes)
            throw new InvalidMessageException($"Packed fields of {length} bytes are announced; expected 0 to {MaxBytes}.");
        var bytes = new byte[length];
        if (!BrotliDecoder.TryDecompress(packed[4..], bytes, out var written) || written != length)
            throw new InvalidMessageException($"Packed fields do not hold the {length} bytes that are announced.");
        return PackedReader.Read(bytes, 0, static (_, ref reader) => Read(ref reader));
    }

    private static KeyValuePair<string, long>[] Read(ref PackedReader reader)
    {
        var fields = new KeyValuePair<string, long>[reader.ReadArrayHeader() / 2];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = new(reader.ReadString(), reader.ReadInt64());
        return fields;
    }
}
