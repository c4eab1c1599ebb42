namespace ServerSessions.Storage.InProcess;

/// <summary>Entries that commits left, oldest first, and the numbers of the signals to each partition.</summary>
internal sealed class Outbox(TimeProvider time)
{
    private readonly PositionSource _positions = new(time);
    private readonly Queue<OutboxEntry> _entries = new();
    private readonly Dictionary<int, long> _sequences = [];

    public int Count => _entries.Count;

    public void Add(OutboxItem item)
    {
        item = item with { Payload = item.Payload.ToArray() };
        if (item.Kind == OutboxKind.Signals)
        {
            var last = _sequences.GetValueOrDefault(item.Target);
            _sequences[item.Target] = last + item.Count;
            item = item with { FirstSequence = last + 1 };
        }
        _entries.Enqueue(new OutboxEntry(_positions.Next(), item));
    }

    public OutboxEntry[] Read(int max) => [.. _entries.Take(Math.Max(0, max))];

    public void Acknowledge(StreamPosition upTo)
    {
        while (_entries.TryPeek(out var entry) && !(entry.Position > upTo))
            _entries.Dequeue();
    }
}
