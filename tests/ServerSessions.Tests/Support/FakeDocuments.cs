using System.Runtime.CompilerServices;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Support;

/// <summary>Documents in memory, as the contract says; a test can wait for a write and make writes fail.</summary>
internal sealed class FakeDocuments : IDocumentStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Partition, string Table, string Id), Document> _documents = [];
    private TaskCompletionSource _changed = New();

    /// <summary>Asked before each write of a table; true makes it throw.</summary>
    public Func<int, string, bool> Fails { get; set; } = (_, _) => false;

    /// <summary>Asked after each write of a table; true makes it throw though it was written, as when an answer is lost.</summary>
    public Func<int, string, bool> LosesAnswer { get; set; } = (_, _) => false;

    public IReadOnlyList<Document> All(string table)
    {
        lock (_lock) return [.. _documents.Where(pair => pair.Key.Table == table).Select(pair => pair.Value)];
    }

    public IReadOnlyList<Document> Everything()
    {
        lock (_lock) return [.. _documents.Values];
    }

    /// <summary>Waits until a look at the documents gives a value.</summary>
    public async Task<T> UntilAsync<T>(Func<T?> look, [CallerArgumentExpression(nameof(look))] string what = "") where T : class
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (look() is { } value) return value;
            await changed.InTimeAsync(what);
        }
    }

    public ValueTask<Document?> GetAsync(int partition, string table, string id, CancellationToken cancellationToken)
    {
        lock (_lock) return new(_documents.TryGetValue((partition, table, id), out var document) ? document : null);
    }

    public ValueTask<long?> PutAsync(
        int partition, string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (Fails(partition, table)) throw new IOException("The storage is away.");
        lock (_lock)
        {
            var version = _documents.TryGetValue((partition, table, id), out var document) ? document.Version : 0;
            if (expectedVersion is { } expected && expected != version) return new((long?)null);
            _documents[(partition, table, id)] = new Document(table, id, order, version + 1, data.ToArray());
            Changed();
            return LosesAnswer(partition, table) ? throw new IOException("The answer was lost.") : new(version + 1);
        }
    }

    public ValueTask<bool> DeleteAsync(int partition, string table, string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var removed = _documents.Remove((partition, table, id));
            Changed();
            return new(removed);
        }
    }

    public ValueTask<IReadOnlyList<Document>> ListAsync(int partition, string table, DocumentRange range, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var found = _documents.Where(pair => pair.Key.Partition == partition && pair.Key.Table == table).Select(pair => pair.Value)
                .Where(document => document.Order >= range.From && document.Order < range.To)
                .OrderBy(document => document.Order).ThenBy(document => document.Id, StringComparer.Ordinal);
            var ordered = range.Descending ? found.Reverse() : found;
            return new([.. ordered.Where(document => IsAfter(document, range)).Take(range.Limit)]);
        }
    }

    public ValueTask<long> CountAsync(int partition, string table, CancellationToken cancellationToken)
    {
        lock (_lock) return new(_documents.Keys.LongCount(key => key.Partition == partition && key.Table == table));
    }

    public int? MaxDocuments => null;

    private static bool IsAfter(Document document, DocumentRange range)
    {
        if (range.After is not var (order, id)) return true;
        var compared = document.Order != order ? document.Order.CompareTo(order) : string.CompareOrdinal(document.Id, id);
        return range.Descending ? compared < 0 : compared > 0;
    }

    private void Changed() => Interlocked.Exchange(ref _changed, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
