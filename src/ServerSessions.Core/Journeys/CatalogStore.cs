using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>Endpoint catalogues by version: each version of the application publishes its own once, and workers read them.</summary>
internal sealed class CatalogStore(IDocumentStore documents, ILogger<CatalogStore> logger)
{
    public const string Table = "catalogs";

    private readonly ConcurrentDictionary<string, EndpointCatalog> _known = new(StringComparer.Ordinal);

    public async ValueTask PublishAsync(EndpointCatalog catalog, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _known[catalog.Version] = catalog;
        var data = JsonSerializer.SerializeToUtf8Bytes([.. catalog.Endpoints], CatalogJsonContext.Default.EndpointFactsArray);
        await documents.PutAsync(0, Table, catalog.Version, now.ToUnixTimeMilliseconds(), data, expectedVersion: null, cancellationToken);
    }

    /// <summary>The catalogue that was published last; an empty one when there is none.</summary>
    public async ValueTask<EndpointCatalog> NewestAsync(CancellationToken cancellationToken) =>
        await documents.ListAsync(0, Table, DocumentRange.Newest(1), cancellationToken) is [var newest] ? await FindAsync(newest.Id, cancellationToken) : EndpointCatalog.Empty;

    /// <summary>The catalogue of a version; an empty one when none is published, which is read again next time.</summary>
    public ValueTask<EndpointCatalog> FindAsync(string version, CancellationToken cancellationToken) =>
        version.Length == 0 ? ValueTask.FromResult(EndpointCatalog.Empty)
        : _known.TryGetValue(version, out var known) ? ValueTask.FromResult(known)
        : ReadAsync(version, cancellationToken);

    private async ValueTask<EndpointCatalog> ReadAsync(string version, CancellationToken cancellationToken)
    {
        if (await documents.GetAsync(0, Table, version, cancellationToken) is not { } document)
            return EndpointCatalog.Empty;
        return _known.GetOrAdd(version, new EndpointCatalog(version, Endpoints(version, document)));
    }

    private EndpointFacts[] Endpoints(string version, Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, CatalogJsonContext.Default.EndpointFactsArray) ?? [];
        }
        catch (JsonException exception)
        {
            // Its events are still events: they are folded without the declarations of endpoints.
            Log.CatalogUnreadable(logger, version, exception);
            return [];
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EndpointFacts[]))]
internal sealed partial class CatalogJsonContext : JsonSerializerContext;
