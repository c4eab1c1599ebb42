using System.Numerics;

namespace ServerSessions.Privacy;

/// <summary>
/// Remembers what a text gave, in a fixed number of places: sets of four, where a newcomer takes the oldest one's. Lookups take no
/// lock and a span is enough, so nothing is allocated for what is known. What is remembered holds its text itself: with many of them every
/// look at one object more is one at memory that no processor's cache has.
/// </summary>
internal sealed class BoundedCache<T>(int places)
    where T : class, ICached
{
    private const int Ways = 4;

    private readonly Slot[] _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(places, Ways))];
    private uint _turn;

    public T? Find(ReadOnlySpan<char> text)
    {
        foreach (ref var slot in Set(text, out var tag))
            if (slot.Tag == tag && Volatile.Read(ref slot.Value) is { } value && value.IsOf(text))
                return value;
        return null;
    }

    public T Set(ReadOnlySpan<char> text, T value)
    {
        var set = Set(text, out var tag);
        var place = 0;
        // What is known of the same text has been replaced: it must not be found before this.
        while (place < Ways && set[place].Value is { } other && !(set[place].Tag == tag && other.IsOf(text)))
            place++;
        if (place == Ways)
            place = (int)(Interlocked.Increment(ref _turn) % Ways);
        Volatile.Write(ref set[place].Value, value);
        Volatile.Write(ref set[place].Tag, tag);
        return value;
    }

    // Keyed for each process, so that nobody can aim at one set.
    private Span<Slot> Set(ReadOnlySpan<char> text, out int tag)
    {
        var hash = KeyedTextHash.Of(text);
        tag = (int)(hash >> 32);
        return _slots.AsSpan((int)((uint)hash & (uint)((_slots.Length / Ways) - 1)) * Ways, Ways);
    }

    // The tag is half of the hash: a set that does not hold the text is seen without a look at what it holds.
    private struct Slot
    {
        public int Tag;
        public T? Value;
    }
}
