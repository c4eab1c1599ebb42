using System.Text.Json;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Erasures as documents of partition 0: those that are done in the order of their time, and after them those that are not, in the order of their turn.</summary>
internal sealed class ErasureStore(IDocumentStore documents)
{
    public const string Table = "erasures";

    /// <summary>Time for which a done erasure can be reported.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Orders from here on are of erasures that are not done; those that are done have their time, which reaches it in 2128.</summary>
    public const long FirstOpen = 5_000_000_000_000;

    private const int MaxListed = 1_000;
    private const int DeletedAtOnce = 100;

    public async ValueTask<(Erasure Erasure, long Version)?> FindAsync(string id, CancellationToken cancellationToken) =>
        await documents.GetAsync(0, Table, id, cancellationToken) is { } document ? (Decode(document), document.Version) : null;

    /// <summary>Returns all erasures that are not done, and of those that are done since a time the newest 1,000; newest first.</summary>
    public async ValueTask<IReadOnlyList<(Erasure Erasure, long Version)>> SinceAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var found = new List<Document>();
        (long, string)? after = null;
        while (await documents.ListAsync(0, Table, new DocumentRange(FirstOpen, long.MaxValue, MaxListed, Descending: true, after), cancellationToken) is { Count: > 0 } page)
        {
            found.AddRange(page);
            after = (page[^1].Order, page[^1].Id);
        }

        found.AddRange(await documents.ListAsync(0, Table, new DocumentRange(from.ToUnixTimeMilliseconds(), FirstOpen, MaxListed, Descending: true), cancellationToken));
        // One that is done in between is in both.
        return [.. found.DistinctBy(d => d.Id).Select(d => (Decode(d), d.Version))];
    }

    /// <summary>Stores an erasure; false when another process has changed it since.</summary>
    public async ValueTask<bool> PutAsync(Erasure erasure, long version, CancellationToken cancellationToken) => await documents.PutAsync(
        0, Table, erasure.Id, OrderOf(erasure), JsonSerializer.SerializeToUtf8Bytes(erasure, PersonalDataJsonContext.Default.Erasure), version, cancellationToken) is not null;

    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) => documents.DeleteAsync(0, Table, id, cancellationToken);

    /// <summary>Deletes erasures that are no longer reported.</summary>
    public async ValueTask TidyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var old in await documents.ListAsync(0, Table, new DocumentRange(long.MinValue, (now - Kept).ToUnixTimeMilliseconds(), DeletedAtOnce), cancellationToken))
            await documents.DeleteAsync(0, Table, old.Id, cancellationToken);
    }

    private static long OrderOf(Erasure erasure) => erasure.IsDone ? erasure.At.ToUnixTimeMilliseconds() : FirstOpen + erasure.FirstAt.ToUnixTimeMilliseconds();

    private static Erasure Decode(Document document) =>
        JsonSerializer.Deserialize(document.Data.Span, PersonalDataJsonContext.Default.Erasure)
        ?? throw new JsonException($"The stored erasure {document.Id} is the JSON null; an object is expected.");
}
