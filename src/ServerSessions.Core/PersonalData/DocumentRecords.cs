using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Privacy;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Records that are documents. Those with an id of the person, in their id or their content, are judged one by one; all others are passed over unread.</summary>
internal abstract class DocumentRecords(ISessionStorage storage, string table) : IPersonalRecords
{
    private const int PageSize = 500;

    public abstract string Name { get; }

    public virtual IReadOnlyList<string> Tables => [table];

    protected ISessionStorage Storage => storage;

    public async IAsyncEnumerable<Action<Utf8JsonWriter>> ExportAsync(Person person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < storage.Partitions; partition++)
            await foreach (var document in ListAsync(partition, table, person, cancellationToken))
                if (await ReadAsync(partition, document, person, cancellationToken) is { } write)
                    yield return write;
    }

    public virtual async ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken)
    {
        var erased = 0L;
        await foreach (var document in ListAsync(partition, table, person, cancellationToken))
            erased += await EraseAsync(partition, document, person, cancellationToken) ? 1 : 0;
        return erased;
    }

    /// <summary>The person's record, without what is about others; null when the person has none in the document.</summary>
    protected abstract ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken);

    /// <summary>What remains of the document without the person; null when nothing does.</summary>
    protected virtual byte[]? Without(Document document, Person person) => null;

    /// <summary>Deletes what belongs to a document that is about to be deleted.</summary>
    protected virtual ValueTask DeletingAsync(int partition, string id, CancellationToken cancellationToken) => default;

    /// <summary>Documents of a table with an id of the person.</summary>
    protected async IAsyncEnumerable<Document> ListAsync(int partition, string of, Person person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (long, string)? after = null;
        IReadOnlyList<Document> page;
        do
        {
            page = await storage.ListAsync(partition, of, new DocumentRange(long.MinValue, long.MaxValue, PageSize, After: after), cancellationToken);
            foreach (var document in page.Where(d => Has(d, person.Traces)))
                yield return document;
            after = page.Count > 0 ? (page[^1].Order, page[^1].Id) : null;
        }
        while (page.Count == PageSize);
    }

    // Another process may change the document meanwhile; what it wrote is judged again.
    private async ValueTask<bool> EraseAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        for (Document? now = document; now is { } found && Has(found, person.Traces); now = await storage.GetAsync(partition, table, document.Id, cancellationToken))
        {
            if (person.Traces.AreIn(found.Id) || Without(found, person) is not { } left)
            {
                await DeletingAsync(partition, found.Id, cancellationToken);
                await storage.DeleteAsync(partition, table, found.Id, cancellationToken);
                return true;
            }

            if (found.Data.Span.SequenceEqual(left))
                return false;
            if (await storage.PutAsync(partition, table, found.Id, found.Order, left, found.Version, cancellationToken) is not null)
                return true;
        }

        return false;
    }

    private static bool Has(Document document, PersonTraces traces) => traces.AreIn(document.Data.Span) || traces.AreIn(Encoding.UTF8.GetBytes(document.Id));
}
