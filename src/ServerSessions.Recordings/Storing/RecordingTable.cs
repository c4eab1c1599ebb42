using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Recordings.Storing;

/// <summary>The documents of recordings: one for each browser, in the partition of its key.</summary>
internal sealed class RecordingTable(ISessionStorage storage)
{
    public const string Table = "recordings";

    private const int PageSize = 200;

    /// <summary>The recordings of a browser, with the version of their document; none and 0 where there is no document.</summary>
    public async ValueTask<(BrowserRecordings Recordings, long Version)> ReadAsync(Pseudonym browser, CancellationToken cancellationToken) =>
        await storage.GetAsync(PartitionOf(browser), Table, browser.ToString(), cancellationToken) is { } document
            ? (Decode(document), document.Version)
            : (BrowserRecordings.None, 0);

    /// <summary>Writes them, unless another process has meanwhile.</summary>
    /// <returns>False when the caller must read again.</returns>
    public async ValueTask<bool> TryWriteAsync(Pseudonym browser, BrowserRecordings recordings, long version, CancellationToken cancellationToken)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(recordings, RecordingJsonContext.Default.BrowserRecordings);
        return await storage.PutAsync(PartitionOf(browser), Table, browser.ToString(), recordings.Order, data, version, cancellationToken) is not null;
    }

    /// <summary>Removes some recordings of a browser, and with them their keys.</summary>
    /// <returns>Those that were removed.</returns>
    public async ValueTask<IReadOnlyList<RecordingEntry>> RemoveAsync(Pseudonym browser, Func<RecordingEntry, bool> which, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (now, version) = await ReadAsync(browser, cancellationToken);
            RecordingEntry[] removed = [.. now.Recordings.Where(which)];
            if (removed.Length == 0)
                return [];
            RecordingEntry[] kept = [.. now.Recordings.Except(removed)];
            var left = kept.Length > 0 ? now with { Recordings = kept } : BrowserRecordings.None;
            if (await TryWriteAsync(browser, left, version, cancellationToken))
            {
                if (left.Recordings.Count == 0)
                    await storage.DeleteAsync(PartitionOf(browser), Table, browser.ToString(), cancellationToken);
                return removed;
            }
        }
    }

    /// <summary>Browsers with recordings that began before a time, the oldest of each partition first.</summary>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="only">The only partition that is listed; null for all.</param>
    public async IAsyncEnumerable<(Pseudonym Browser, BrowserRecordings Recordings)> ListAsync(
        DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken, int? only = null)
    {
        foreach (var partition in only is { } one ? [one] : Enumerable.Range(0, storage.Partitions))
        {
            (long, string)? after = null;
            IReadOnlyList<Document> page;
            do
            {
                page = await storage.ListAsync(partition, Table, new DocumentRange(long.MinValue, before.ToUnixTimeMilliseconds(), PageSize, Descending: false, After: after), cancellationToken);
                foreach (var document in page)
                    if (Pseudonym.TryParse(document.Id, out var browser))
                        yield return (browser, Decode(document));
                after = page.Count > 0 ? (page[^1].Order, page[^1].Id) : null;
            }
            while (page.Count == PageSize);
        }
    }

    /// <summary>The recordings of a document; none when it cannot be read, as if it were not there.</summary>
    public static BrowserRecordings Decode(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, RecordingJsonContext.Default.BrowserRecordings) ?? BrowserRecordings.None;
        }
        catch (JsonException)
        {
            return BrowserRecordings.None;
        }
    }

    private int PartitionOf(Pseudonym browser) => PartitionMap.Of(browser, storage.Partitions);
}
