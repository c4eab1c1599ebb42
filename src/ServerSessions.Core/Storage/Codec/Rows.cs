namespace ServerSessions.Storage.Codec;

/// <summary>Values in the order of their numbers, written in place. It grows as they come, never by what a header promises.</summary>
internal sealed class Rows<T>
    where T : struct
{
    private T[] _rows = new T[64];

    public int Count { get; private set; }

    /// <exception cref="IndexOutOfRangeException">There is no such row in the array; the caller has compared with <see cref="Count"/>.</exception>
    public ref T this[int index] => ref _rows[index];

    public ReadOnlySpan<T> Written => _rows.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>The next row, holding whatever it held before.</summary>
    public ref T Next()
    {
        if (Count == _rows.Length)
            Array.Resize(ref _rows, 2 * Count);
        return ref _rows[Count++];
    }

    /// <summary>Lets go of what earlier uses have left beyond the rows of this one.</summary>
    public void ForgetRest(int earlier)
    {
        if (earlier > Count)
            _rows.AsSpan(Count, earlier - Count).Clear();
    }
}
