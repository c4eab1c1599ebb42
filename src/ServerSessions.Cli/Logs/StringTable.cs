using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace ServerSessions.Cli.Logs;

/// <summary>
/// Distinct texts under dense numbers. They are kept and compared as UTF-8, whose byte order is the order of code points;
/// bytes that are not UTF-8 become U+FFFD first, so texts that read the same are the same.
/// </summary>
internal sealed class StringTable
{
    private const int ChunkSize = 1 << 20;

    private readonly List<byte[]> _chunks = [new byte[4096]];
    private int[] _buckets = new int[256]; // number of the first entry + 1
    private Entry[] _entries = new Entry[256];
    private int _used;

    public int Count { get; private set; }

    public int Intern(ReadOnlySpan<byte> text)
    {
        text = Readable(text);
        var hash = Hash(text);
        var known = Find(text, hash);
        return known >= 0 ? known : Append(text, hash);
    }

    /// <summary>The number of a text that is there already; null when it is not.</summary>
    public int? Find(ReadOnlySpan<byte> text)
    {
        text = Readable(text);
        var known = Find(text, Hash(text));
        return known >= 0 ? known : null;
    }

    public ReadOnlySpan<byte> Bytes(int id)
    {
        ref readonly var entry = ref _entries[id];
        return _chunks[entry.Chunk].AsSpan(entry.Offset, entry.Length);
    }

    public string Text(int id) => Encoding.UTF8.GetString(Bytes(id));

    /// <summary>By code point, as Python compares texts.</summary>
    public int Compare(int left, int right) => Bytes(left).SequenceCompareTo(Bytes(right));

    private static ReadOnlySpan<byte> Readable(ReadOnlySpan<byte> text) =>
        Ascii.IsValid(text) || Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));

    private int Find(ReadOnlySpan<byte> text, int hash)
    {
        for (var next = _buckets[hash & (_buckets.Length - 1)]; next != 0; next = _entries[next - 1].Next)
        {
            if (_entries[next - 1].Hash == hash && Bytes(next - 1).SequenceEqual(text))
                return next - 1;
        }

        return -1;
    }

    // The runtime's own seeded string hash: clients write the texts of a log, and must not be able to choose collisions.
    private static int Hash(ReadOnlySpan<byte> text)
    {
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(text));
        return (text.Length & 1) == 0 ? hash : (hash * 31) + text[^1];
    }

    private int Append(ReadOnlySpan<byte> text, int hash)
    {
        if (Count == _entries.Length)
            Grow();
        if (_chunks[^1].Length - _used < text.Length)
        {
            _chunks.Add(new byte[Math.Max(ChunkSize, text.Length)]);
            _used = 0;
        }

        text.CopyTo(_chunks[^1].AsSpan(_used));
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[Count] = new Entry(hash, bucket, _chunks.Count - 1, _used, text.Length);
        bucket = Count + 1;
        _used += text.Length;
        return Count++;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length];
        for (var id = 0; id < Count; id++)
        {
            ref var bucket = ref _buckets[_entries[id].Hash & (_buckets.Length - 1)];
            _entries[id] = _entries[id] with { Next = bucket };
            bucket = id + 1;
        }
    }

    private readonly record struct Entry(int Hash, int Next, int Chunk, int Offset, int Length);
}
