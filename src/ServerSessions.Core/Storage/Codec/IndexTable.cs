namespace ServerSessions.Storage.Codec;

/// <summary>Numbers distinct values in the order of their first appearance; clearing it costs nothing and keeps its memory.</summary>
internal sealed class IndexTable<T, TSource>
    where T : struct, IIndexed<T, TSource>
{
    private const int FirstSize = 128;

    // A slot holds the generation it was written in and a value's number; those of earlier generations count as empty.
    private ulong[] _slots = new ulong[2 * FirstSize];
    private T[] _values = new T[FirstSize];
    private uint _generation = 1;

    public int Count { get; private set; }

    public ref readonly T this[int index] => ref _values[index];

    public void Clear()
    {
        Count = 0;
        if (++_generation != 0)
            return;
        Array.Clear(_slots);
        _generation = 1;
    }

    /// <summary>Finds or gives the number of the value that is made of a source.</summary>
    /// <returns>True when it is new.</returns>
    public bool Add(in TSource source, out int index)
    {
        var (slots, values, generation) = (_slots, _values, _generation);
        var at = First(T.Hash(source), slots.Length);
        while ((uint)at < (uint)slots.Length && slots[at] is var slot && (uint)(slot >> 32) == generation)
        {
            index = (int)(uint)slot;
            if (values[index].IsOf(source))
                return false;
            at = (at + 1) & (slots.Length - 1);
        }

        index = Append(source, at);
        return true;
    }

    private int Append(in TSource source, int at)
    {
        var index = Count++;
        if (index == _values.Length)
            Array.Resize(ref _values, 2 * index);
        _values[index] = T.Of(source);
        _slots[at] = Slot(index);
        if (2 * Count > _slots.Length)
            Grow();
        return index;
    }

    private void Grow()
    {
        _slots = new ulong[2 * _slots.Length];
        for (var index = 0; index < Count; index++)
        {
            var at = First(_values[index].GetHashCode(), _slots.Length);
            while (_slots[at] != 0)
                at = (at + 1) & (_slots.Length - 1);
            _slots[at] = Slot(index);
        }
    }

    private ulong Slot(int index) => ((ulong)_generation << 32) | (uint)index;

    // Fibonacci hashing (Knuth, 6.4): the middle bits of the product depend on all lower bits of the value.
    private static int First(int hash, int slots) => (int)(((uint)hash * 0x9E37_79B9_7F4A_7C15) >> 32) & (slots - 1);
}
