namespace ServerSessions.Storage.Codec;

/// <summary>Numbers distinct values in the order of their first appearance; clearing it costs nothing and keeps its memory.</summary>
internal sealed class IndexTable<T>
    where T : struct, IEquatable<T>
{
    private const int FirstSize = 128;

    // A slot holds the generation it was written in and a value's number; those of earlier generations count as empty.
    private ulong[] _slots = new ulong[2 * FirstSize];
    private T[] _values = new T[FirstSize];
    private uint _generation = 1;

    public int Count { get; private set; }

    public void Clear()
    {
        Count = 0;
        if (++_generation != 0)
            return;
        Array.Clear(_slots);
        _generation = 1;
    }

    /// <summary>Finds or gives the number of a value.</summary>
    /// <returns>True when it is new.</returns>
    public bool Add(in T value, out int index)
    {
        var at = First(value);
        while ((uint)(_slots[at] >> 32) == _generation)
        {
            index = (int)(uint)_slots[at];
            if (_values[index].Equals(value))
                return false;
            at = (at + 1) & (_slots.Length - 1);
        }
        index = Count++;
        if (index == _values.Length)
            Array.Resize(ref _values, 2 * index);
        _values[index] = value;
        _slots[at] = Slot(index);
        if (2 * Count > _slots.Length)
            Grow();
        return true;
    }

    private void Grow()
    {
        _slots = new ulong[2 * _slots.Length];
        for (var index = 0; index < Count; index++)
        {
            var at = First(_values[index]);
            while (_slots[at] != 0)
                at = (at + 1) & (_slots.Length - 1);
            _slots[at] = Slot(index);
        }
    }

    private ulong Slot(int index) => ((ulong)_generation << 32) | (uint)index;

    // Fibonacci hashing (Knuth, 6.4): the middle bits of the product depend on all lower bits of the value.
    private int First(in T value) => (int)(((uint)value.GetHashCode() * 0x9E37_79B9_7F4A_7C15) >> 32) & (_slots.Length - 1);
}
