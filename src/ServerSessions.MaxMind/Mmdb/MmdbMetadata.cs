using System.Text;

namespace ServerSessions.Places.Mmdb;

/// <summary>What a database says of itself.</summary>
internal sealed record MmdbMetadata(string Type, int NodeCount, int RecordSize, int IpVersion, DateTimeOffset Built)
{
    private const int Reach = 128 * 1024; // MaxMind DB 2.0: the metadata is in the last 128 KiB
    private const int LongestType = 128;

    private static ReadOnlySpan<byte> Marker => [0xAB, 0xCD, 0xEF, (byte)'M', (byte)'a', (byte)'x', (byte)'M', (byte)'i', (byte)'n', (byte)'d', (byte)'.', (byte)'c', (byte)'o', (byte)'m'];

    /// <summary>Reads it from a whole file.</summary>
    /// <returns>The metadata and where the file's data ends.</returns>
    /// <exception cref="InvalidDataException">There is none, or it is of another version.</exception>
    public static (MmdbMetadata Metadata, int DataEnd) Read(ReadOnlySpan<byte> file)
    {
        var from = Math.Max(0, file.Length - Reach);
        var marker = file[from..].LastIndexOf(Marker);
        if (marker < 0)
            throw new InvalidDataException("It has no MaxMind metadata in its last 128 KiB: it is no MMDB file, or it was cut off.");
        var data = new MmdbData(file[(from + marker + Marker.Length)..]);
        if (Number(data, "binary_format_major_version") is var version && version != 2)
            throw new InvalidDataException($"It is of format version {version}; this library reads MaxMind DB 2.");
        var nodes = Number(data, "node_count");
        var size = Number(data, "record_size");
        var family = Number(data, "ip_version");
        if (size is not (24 or 28 or 32))
            throw new InvalidDataException($"Its records have {size} bits; expected 24, 28 or 32.");
        if (family is not (4 or 6))
            throw new InvalidDataException($"Its IP version is {family}; expected 4 or 6.");
        if (nodes > int.MaxValue)
            throw new InvalidDataException($"It announces {nodes} nodes, more than a file can hold.");
        var type = data.TryFind(0, "database_type"u8, out var at) ? data.Text(at) : default;
        var built = data.TryFind(0, "build_epoch"u8, out var epoch) ? Math.Min(data.Unsigned(epoch), 253_402_300_799) : 0;
        return (new MmdbMetadata(
            Encoding.UTF8.GetString(type[..Math.Min(type.Length, LongestType)]), (int)nodes, (int)size, (int)family, DateTimeOffset.FromUnixTimeSeconds((long)built)), from + marker);
    }

    private static ulong Number(MmdbData metadata, string key) =>
        metadata.TryFind(0, Encoding.ASCII.GetBytes(key), out var at)
            ? metadata.Unsigned(at)
            : throw new InvalidDataException($"Its metadata does not tell {key}.");
}
