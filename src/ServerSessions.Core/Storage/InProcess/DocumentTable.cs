namespace ServerSessions.Storage.InProcess;

/// <summary>The documents of one table of a partition; above its limit, those with the lowest order are removed.</summary>
internal sealed class DocumentTable(string name)
{
    public const int MaxDocuments = 10_000;

    private static readonly Comparer<(long Order, string Id)> ByOrder = Comparer<(long Order, string Id)>.Create(
        (left, right) => left.Order != right.Order ? left.Order.CompareTo(right.Order) : string.CompareOrdinal(left.Id, right.Id));

    private readonly Dictionary<string, Document> _documents = new(StringComparer.Ordinal);
    private readonly SortedSet<(long Order, string Id)> _order = new(ByOrder);

    public int Count => _documents.Count;

    public Document? Get(string id) => _documents.TryGetValue(id, out var document) ? document : null;

    public long? Put(string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion)
    {
        var old = Get(id);
        var version = old?.Version ?? 0;
        if (expectedVersion is { } expected && expected != version)
            return null;
        if (old is { } replaced)
            _order.Remove((replaced.Order, id));
        _documents[id] = new Document(name, id, order, version + 1, data.ToArray());
        _order.Add((order, id));
        if (_order.Count > MaxDocuments)
            Delete(_order.Min.Id);
        return version + 1;
    }

    public bool Delete(string id)
    {
        if (!_documents.Remove(id, out var document))
            return false;
        _order.Remove((document.Order, id));
        return true;
    }

    public List<Document> List(DocumentRange range)
    {
        var listed = new List<Document>();
        if (range.Limit <= 0 || range.From >= range.To)
            return listed;
        var (low, high) = ((range.From, ""), (range.To, ""));
        if (range.After is { } after && !range.Descending && ByOrder.Compare(after, low) > 0)
            low = after;
        if (range.After is { } before && range.Descending && ByOrder.Compare(before, high) < 0)
            high = before;
        if (ByOrder.Compare(low, high) > 0)
            return listed;
        var view = _order.GetViewBetween(low, high);
        foreach (var key in range.Descending ? view.Reverse() : view)
        {
            if (key.Order >= range.To || key == range.After)
                continue;
            listed.Add(_documents[key.Id]);
            if (listed.Count == range.Limit)
                break;
        }
        return listed;
    }
}
