namespace ServerSessions.Privacy;

/// <summary>
/// Remembers what a text gave, in a fixed number of places: a newcomer takes the place of what was there. Lookups take no lock and
/// a span is enough, so nothing is allocated for what is known.
/// </summary>
internal sealed class BoundedCache<T>(int places)
    where T : class
{
    private readonly Entry?[] _entries = new Entry?[places];

    public T? Find(ReadOnlySpan<char> text)
    {
        var entry = Volatile.Read(ref _entries[Place(text)]);
        return entry is not null && text.SequenceEqual(entry.Text) ? entry.Value : null;
    }

    public T Set(string text, T value)
    {
        Volatile.Write(ref _entries[Place(text)], new Entry(text, value));
        return value;
    }

    // string.GetHashCode is randomised for each process, so nobody can aim at one place.
    private int Place(ReadOnlySpan<char> text) => (int)((uint)string.GetHashCode(text) % (uint)_entries.Length);

    private sealed record Entry(string Text, T Value);
}
