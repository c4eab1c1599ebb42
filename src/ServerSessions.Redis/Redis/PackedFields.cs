using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using MessagePack;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Packs the fields of a day into one value: in columns of names, hours and numbers, MessagePack, Brotli. A hash takes some hundred bytes per field, most of it for
/// its name, which other hours repeat; packed, a field takes one or two bytes.
/// </summary>
internal static class PackedFields
{
    private const int Quality = 5;
    private const int Window = 20;
    private const int MaxBytes = 64 << 20;

    public static byte[] Write(IReadOnlyDictionary<RollupField, long> fields)
    {
        var names = fields.GroupBy(f => f.Key.Name, StringComparer.Ordinal).OrderBy(n => n.Key, StringComparer.Ordinal)
            .Select(n => (Name: n.Key, Hours: n.OrderBy(f => f.Key.Hour).ToArray())).ToArray();
        var buffer = new ArrayBufferWriter<byte>(1024);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(names.Length);
        // Equal kinds of numbers and texts stand together: they are compressed best.
        var shared = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
            writer.Write(shared[i] = i == 0 ? 0 : Shared(names[i].Name, names[i - 1].Name));
        for (var i = 0; i < names.Length; i++)
            writer.Write(names[i].Name.AsSpan(shared[i]));
        foreach (var (_, hours) in names)
            writer.Write(hours.Aggregate(0, (set, hour) => set | (1 << hour.Key.Hour)));
        foreach (var (_, hours) in names)
            foreach (var (_, value) in hours)
                writer.Write(value);
        writer.Flush();
        var packed = new byte[4 + BrotliEncoder.GetMaxCompressedLength(buffer.WrittenCount)];
        BinaryPrimitives.WriteInt32BigEndian(packed, buffer.WrittenCount);
        return BrotliEncoder.TryCompress(buffer.WrittenSpan, packed.AsSpan(4), out var length, Quality, Window)
            ? packed[..(4 + length)]
            : throw new InvalidOperationException("Brotli did not fit into a buffer of the size that it requested.");
    }

    /// <exception cref="InvalidMessageException"><see cref="Write"/> did not write the bytes.</exception>
    public static IReadOnlyList<KeyValuePair<RollupField, long>> Read(ReadOnlySpan<byte> packed)
    {
        var length = packed.Length < 4 ? -1 : BinaryPrimitives.ReadInt32BigEndian(packed);
        if (length is < 0 or > MaxBytes)
            throw new InvalidMessageException($"Packed fields of {length} bytes are announced; expected 0 to {MaxBytes}.");
        var bytes = new byte[length];
        if (!BrotliDecoder.TryDecompress(packed[4..], bytes, out var written) || written != length)
            throw new InvalidMessageException($"Packed fields do not hold the {length} bytes that are announced.");
        return PackedReader.Read(bytes, 0, static (_, ref reader) => Read(ref reader));
    }

    // How many characters a name shares with the one before; a pair of surrogates is not divided.
    private static int Shared(string name, string before)
    {
        var shared = name.AsSpan().CommonPrefixLength(before);
        return shared > 0 && char.IsHighSurrogate(name[shared - 1]) ? shared - 1 : shared;
    }

    private static List<KeyValuePair<RollupField, long>> Read(ref PackedReader reader)
    {
        var names = new string[reader.ReadArrayHeader()];
        var shared = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
            shared[i] = reader.ReadIndex(i == 0 ? 1 : int.MaxValue);
        for (var i = 0; i < names.Length; i++)
            names[i] = (i == 0 ? "" : names[i - 1][..shared[i]]) + reader.ReadString();
        var hours = new int[names.Length];
        for (var i = 0; i < hours.Length; i++)
            hours[i] = reader.ReadInt32();
        var fields = new List<KeyValuePair<RollupField, long>>();
        for (var i = 0; i < names.Length; i++)
            for (var hour = 0; hour < 24; hour++)
                if ((hours[i] & (1 << hour)) != 0)
                    fields.Add(new(new RollupField(hour, names[i]), reader.ReadInt64()));
        return fields;
    }
}
