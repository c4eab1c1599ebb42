namespace ServerSessions.Storage.Codec;

/// <summary>A batch as it was decoded. It is the decoder's own and is good until it decodes the next one.</summary>
internal sealed class DecodedBatch
{
    private EventRecord[] _records = new EventRecord[64];

    /// <summary>Version of the endpoint catalogue that the events were recorded under.</summary>
    public string Catalog { get; private set; } = "";

    public int Count { get; private set; }

    /// <summary>Records of a kind that this version does not know; they were passed over.</summary>
    public int Skipped { get; private set; }

    public ReadOnlySpan<EventRecord> Records => _records.AsSpan(0, Count);

    public ref readonly EventRecord this[int index] => ref Records[index];

    internal void Begin(string catalog)
    {
        _records.AsSpan(0, Count).Clear();
        Catalog = catalog;
        Count = 0;
        Skipped = 0;
    }

    internal void Skip() => Skipped++;

    internal ref EventRecord Next()
    {
        if (Count == _records.Length)
            Array.Resize(ref _records, 2 * Count);
        return ref _records[Count++];
    }
}
