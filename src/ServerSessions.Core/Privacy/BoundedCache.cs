using System.Numerics;

namespace ServerSessions.Privacy;

/// <summary>
/// Caches the value computed from a text, in a fixed number of places: sets of four, in which a new entry replaces the oldest. A look-up takes no
/// lock and needs only a span, so a hit allocates nothing. The cached object contains its own text, because with many entries each
/// further object is another miss in the processor's cache.
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
        // An older value of the same text is replaced, so that it cannot be found first.
        while (place < Ways && set[place].Value is { } other && !(set[place].Tag == tag && other.IsOf(text)))
            place++;
        if (place == Ways)
            place = (int)(Interlocked.Increment(ref _turn) % Ways);
        Volatile.Write(ref set[place].Value, value);
        Volatile.Write(ref set[place].Tag, tag);
        return value;
    }

    // Keyed for each process, so that no client can aim at one set.
    private Span<Slot> Set(ReadOnlySpan<char> text, out int tag)
    {
        var hash = KeyedTextHash.Of(text);
        tag = (int)(hash >> 32);
        return _slots.AsSpan((int)((uint)hash & (uint)((_slots.Length / Ways) - 1)) * Ways, Ways);
    }

    // The tag is half of the hash, so a miss reads none of the cached objects.
    private struct Slot
    {
        public int Tag;
        public T? Value;
    }
}
