using System.Numerics;

namespace ServerSessions.Privacy;

/// <summary>
/// Remembers what a text gave, in a fixed number of places: sets of four, where a newcomer takes the oldest one's. Lookups take no
/// lock and a span is enough, so nothing is allocated for what is known.
/// </summary>
internal sealed class BoundedCache<T>(int places)
    where T : class
{
    private const int Ways = 4;

    private readonly Entry?[] _entries = new Entry?[Size(places)];

    // Half of the entry's hash, beside each other: a set that does not hold the text is seen without a look at its entries.
    private readonly int[] _tags = new int[Size(places)];
    private uint _turn;

    public T? Find(ReadOnlySpan<char> text)
    {
        var (set, hash) = Place(text);
        for (var way = 0; way < Ways; way++)
            if (_tags[set + way] == hash && Volatile.Read(ref _entries[set + way]) is { } entry && text.SequenceEqual(entry.Text))
                return entry.Value;
        return null;
    }

    public T Set(string text, T value)
    {
        var (set, hash) = Place(text);
        var free = Array.IndexOf(_entries, null, set, Ways);
        var place = free >= 0 ? free : set + (int)(Interlocked.Increment(ref _turn) % Ways);
        Volatile.Write(ref _entries[place], new Entry(text, value));
        Volatile.Write(ref _tags[place], hash);
        return value;
    }

    private static int Size(int places) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(places, Ways));

    // Keyed for each process, so that nobody can aim at one set.
    private (int Set, int Hash) Place(ReadOnlySpan<char> text)
    {
        var hash = KeyedTextHash.Of(text);
        return ((int)((uint)hash & (uint)((_entries.Length / Ways) - 1)) * Ways, (int)(hash >> 32));
    }

    private sealed record Entry(string Text, T Value);
}
