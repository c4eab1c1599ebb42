namespace ServerSessions.Storage.Codec;

/// <summary>A batch as it was decoded. It is the decoder's own and is good until it decodes the next one.</summary>
internal sealed class DecodedBatch
{
    private readonly Rows<EventRecord> _records = new();
    private int _before;

    /// <summary>Version of the endpoint catalogue that the events were recorded under.</summary>
    public string Catalog { get; private set; } = "";

    public int Count => _records.Count;

    /// <summary>Records of a kind that this version does not know; they were passed over.</summary>
    public int Skipped { get; private set; }

    public ReadOnlySpan<EventRecord> Records => _records.Written;

    public ref readonly EventRecord this[int index] => ref Records[index];

    internal void Begin(string catalog)
    {
        _before = Math.Max(_before, Count);
        _records.Clear();
        Catalog = catalog;
        Skipped = 0;
    }

    internal void End()
    {
        _records.ForgetRest(_before);
        _before = Count;
    }

    internal void Skip() => Skipped++;

    /// <summary>The next record, to be written whole.</summary>
    internal ref EventRecord Next() => ref _records.Next();
}
