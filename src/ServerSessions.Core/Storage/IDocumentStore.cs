namespace ServerSessions.Storage;

/// <summary>Small records with compare-and-set, in tables of a partition.</summary>
internal interface IDocumentStore
{
    ValueTask<Document?> GetAsync(int partition, string table, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Writes if the stored version is <paramref name="expectedVersion"/> (0: no document yet; null: any version).
    /// </summary>
    /// <returns>The new version; null when the stored version is another one, so that the caller must read again.</returns>
    ValueTask<long?> PutAsync(
        int partition, string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion, CancellationToken cancellationToken);

    ValueTask<bool> DeleteAsync(int partition, string table, string id, CancellationToken cancellationToken);

    /// <summary>Lists documents with from ≤ order &lt; to, by order and then id, descending or ascending, after the given cursor.</summary>
    ValueTask<IReadOnlyList<Document>> ListAsync(int partition, string table, DocumentRange range, CancellationToken cancellationToken);

    /// <summary>Counts the documents of a table in a partition.</summary>
    ValueTask<long> CountAsync(int partition, string table, CancellationToken cancellationToken);

    /// <summary>Maximum number of documents of a table in a partition; above it, those with the lowest order are removed. Null for no limit.</summary>
    int? MaxDocuments { get; }
}
