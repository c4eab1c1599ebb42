using System.IO.Compression;

namespace ServerSessions.Journeys.Navigation;

/// <summary>Packs the numbers of one hour: name and value in turn, compressed, because the names of routes repeat in every edge.</summary>
internal static class NavigationHourCodec
{
    private const byte Version = 1;

    public static byte[] Encode(IReadOnlyDictionary<string, long> fields)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(new BrotliStream(bytes, CompressionLevel.Optimal)))
        {
            writer.Write(Version);
            writer.Write7BitEncodedInt(fields.Count);
            foreach (var (field, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                writer.Write(field);
                writer.Write7BitEncodedInt64(value);
            }
        }

        return bytes.ToArray();
    }

    /// <exception cref="FormatException">It is another version's, or damaged.</exception>
    public static List<KeyValuePair<string, long>> Decode(ReadOnlyMemory<byte> data)
    {
        try
        {
            using var reader = new BinaryReader(new BrotliStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress));
            if (reader.ReadByte() is var version && version != Version)
                throw new FormatException($"An hour of navigation of version {version} is stored; this library reads version {Version}.");
            var fields = new List<KeyValuePair<string, long>>();
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
                fields.Add(KeyValuePair.Create(reader.ReadString(), reader.Read7BitEncodedInt64()));
            return fields;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or InvalidOperationException)
        {
            throw new FormatException("A stored hour of navigation is damaged.", exception);
        }
    }
}
