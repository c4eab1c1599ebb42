using System.Text.Json;
using System.Text.Json.Serialization;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Shares;

/// <summary>The shared links by their id, ordered by their end.</summary>
internal sealed class ShareStore(IDocumentStore documents)
{
    public const string Table = "shares";

    /// <summary>Maximum number of links that have not ended.</summary>
    public const int Max = 200;

    /// <summary>Maximum time for which a link is made.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(30);

    private const int Partition = 0;

    public async ValueTask<(StoredShare Share, long Version)?> FindAsync(string id, CancellationToken cancellationToken) =>
        await documents.GetAsync(Partition, Table, id, cancellationToken) is { } document ? (Decode(document), document.Version) : null;

    public async ValueTask<IReadOnlyList<(string Id, StoredShare Share)>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(Partition, Table, DocumentRange.Newest(Max + 1), cancellationToken)).Select(d => (d.Id, Decode(d)))];

    /// <returns>False when the link has changed since this version.</returns>
    public async ValueTask<bool> PutAsync(string id, StoredShare share, long version, CancellationToken cancellationToken) => await documents.PutAsync(
        Partition, Table, id, share.Until.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(share, ShareJsonContext.Default.StoredShare), version, cancellationToken) is not null;

    public ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken) => documents.DeleteAsync(Partition, Table, id, cancellationToken);

    private static StoredShare Decode(in Document document) =>
        JsonSerializer.Deserialize(document.Data.Span, ShareJsonContext.Default.StoredShare) ?? throw new JsonException($"The shared link \"{document.Id}\" is null.");
}

[JsonSerializable(typeof(StoredShare))]
internal sealed partial class ShareJsonContext : JsonSerializerContext;
