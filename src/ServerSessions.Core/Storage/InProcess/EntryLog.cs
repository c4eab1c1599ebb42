namespace ServerSessions.Storage.InProcess;

/// <summary>The entries of a partition that may still be needed, oldest first.</summary>
internal sealed class EntryLog
{
    private readonly List<LogEntry> _entries = [];
    private int _first;

    public long Count => _entries.Count - _first;

    public long? Oldest => Count == 0 ? null : _entries[_first].Position.Milliseconds;

    public void Add(LogEntry entry) => _entries.Add(entry);

    public LogEntry[] Read(StreamPosition after, int max)
    {
        var begin = FirstAfter(after);
        var entries = new LogEntry[Math.Clamp(max, 0, _entries.Count - begin)];
        _entries.CopyTo(begin, entries, 0, entries.Length);
        return entries;
    }

    public void Trim(StreamPosition upTo)
    {
        var first = FirstAfter(upTo);
        for (var i = _first; i < first; i++)
            _entries[i] = default;
        _first = first;
        if (_first <= _entries.Count / 2)
            return;
        _entries.RemoveRange(0, _first);
        _first = 0;
    }

    private int FirstAfter(StreamPosition position)
    {
        var (low, high) = (_first, _entries.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_entries[middle].Position > position)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
