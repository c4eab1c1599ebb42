using System.Text.Json;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Erasures as documents of partition 0, in the order of their time.</summary>
internal sealed class ErasureStore(IDocumentStore documents)
{
    public const string Table = "erasures";

    /// <summary>Time for which a done erasure can be reported.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int MaxListed = 1_000;
    private const int DeletedAtOnce = 100;

    public async ValueTask<(Erasure Erasure, long Version)?> FindAsync(string id, CancellationToken cancellationToken) =>
        await documents.GetAsync(0, Table, id, cancellationToken) is { } document ? (Decode(document), document.Version) : null;

    /// <summary>Returns the erasures since a time, newest first.</summary>
    public async ValueTask<IReadOnlyList<(Erasure Erasure, long Version)>> SinceAsync(DateTimeOffset from, CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(0, Table, DocumentRange.Newest(MaxListed) with { From = from.ToUnixTimeMilliseconds() }, cancellationToken)).Select(d => (Decode(d), d.Version))];

    /// <summary>Stores an erasure; false when another process has changed it since.</summary>
    public async ValueTask<bool> PutAsync(Erasure erasure, long version, CancellationToken cancellationToken) => await documents.PutAsync(
        0, Table, erasure.Id, erasure.At.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(erasure, PersonalDataJsonContext.Default.Erasure), version, cancellationToken) is not null;

    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) => documents.DeleteAsync(0, Table, id, cancellationToken);

    /// <summary>Deletes erasures that are no longer reported.</summary>
    public async ValueTask TidyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var old in await documents.ListAsync(0, Table, new DocumentRange(long.MinValue, (now - Kept).ToUnixTimeMilliseconds(), DeletedAtOnce), cancellationToken))
            await documents.DeleteAsync(0, Table, old.Id, cancellationToken);
    }

    private static Erasure Decode(Document document) =>
        JsonSerializer.Deserialize(document.Data.Span, PersonalDataJsonContext.Default.Erasure)
        ?? throw new JsonException($"The stored erasure {document.Id} is the JSON null; an object is expected.");
}
