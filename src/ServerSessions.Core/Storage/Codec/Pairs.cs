using MessagePack;

namespace ServerSessions.Storage.Codec;

/// <summary>Pairs of a name and a value, as an array of names and values in turn.</summary>
internal static class Pairs
{
    public static void Write(KeyValuePair<string, string>[] pairs, ref MessagePackWriter writer, WrittenTables tables)
    {
        writer.WriteArrayHeader(2 * pairs.Length);
        foreach (var (name, value) in pairs)
        {
            tables.Write(ref writer, name);
            tables.Write(ref writer, value);
        }
    }

    public static void Write(KeyValuePair<string, long>[] pairs, ref MessagePackWriter writer, WrittenTables tables)
    {
        writer.WriteArrayHeader(2 * pairs.Length);
        foreach (var (name, time) in pairs)
        {
            tables.Write(ref writer, name);
            writer.Write(Math.Clamp(time, 0, EventFormat.MaxTime));
        }
    }

    public static KeyValuePair<string, string>[] Read(ref PackedReader reader, in ReadTables tables)
    {
        var pairs = new KeyValuePair<string, string>[ReadCount(ref reader)];
        for (var i = 0; i < pairs.Length; i++)
        {
            var name = tables.ReadText(ref reader);
            pairs[i] = new(name, tables.ReadText(ref reader));
        }
        return pairs;
    }

    /// <summary>Pairs of a name and a time in Unix microseconds.</summary>
    public static KeyValuePair<string, long>[] ReadTimes(ref PackedReader reader, in ReadTables tables)
    {
        var pairs = new KeyValuePair<string, long>[ReadCount(ref reader)];
        for (var i = 0; i < pairs.Length; i++)
        {
            var name = tables.ReadText(ref reader);
            var time = reader.ReadInt64();
            pairs[i] = time is >= 0 and <= EventFormat.MaxTime ? new(name, time) : throw new InvalidMessageException($"Expected a time in microseconds, found {time}.");
        }
        return pairs;
    }

    private static int ReadCount(ref PackedReader reader)
    {
        var count = reader.ReadArrayHeader();
        return count % 2 == 0 ? count / 2 : throw new InvalidMessageException($"Pairs are a name and a value, but {count} elements are announced.");
    }
}
