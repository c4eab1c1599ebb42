using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Views;

/// <summary>The saved views of the list of sessions. The id comes from the name, so two people cannot save different views under one name.</summary>
internal sealed class ViewStore(IDocumentStore documents)
{
    public const string Table = "views";

    /// <summary>Maximum number of saved views.</summary>
    public const int Max = 100;

    /// <summary>Maximum number of saved views of one person.</summary>
    public const int MaxOfPerson = 20;

    private const int Partition = 0;
    private const int IdBytes = 12;

    public static string IdOf(string name) => "view_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())).AsSpan(0, IdBytes));

    public async ValueTask<StoredView?> FindAsync(string id, CancellationToken cancellationToken) =>
        await documents.GetAsync(Partition, Table, id, cancellationToken) is { } document ? Decode(document) : null;

    public async ValueTask<IReadOnlyList<(string Id, StoredView View)>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(Partition, Table, DocumentRange.Newest(Max), cancellationToken)).Select(document => (document.Id, Decode(document)))];

    /// <returns>False when there is a view of this name.</returns>
    public async ValueTask<bool> AddAsync(string id, StoredView view, CancellationToken cancellationToken) => await documents.PutAsync(
        Partition, Table, id, view.Saved.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(view, StoredViewJsonContext.Default.StoredView),
        expectedVersion: 0, cancellationToken) is not null;

    public ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken) => documents.DeleteAsync(Partition, Table, id, cancellationToken);

    private static StoredView Decode(in Document document) =>
        JsonSerializer.Deserialize(document.Data.Span, StoredViewJsonContext.Default.StoredView) ?? throw new JsonException($"The saved view \"{document.Id}\" is null.");
}
