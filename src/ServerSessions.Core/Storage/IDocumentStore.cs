namespace ServerSessions.Storage;

/// <summary>Small records with compare-and-set, in tables of a partition.</summary>
internal interface IDocumentStore
{
    ValueTask<Document?> GetAsync(int partition, string table, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Writes when the stored version is <paramref name="expectedVersion"/> (0: there is none yet; null: whatever it is).
    /// </summary>
    /// <returns>The new version, or null when the stored version was another: read again and decide again.</returns>
    ValueTask<long?> PutAsync(
        int partition, string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion, CancellationToken cancellationToken);

    ValueTask<bool> DeleteAsync(int partition, string table, string id, CancellationToken cancellationToken);

    /// <summary>Documents with from ≤ order &lt; to; by order then id, descending or ascending; after the given cursor.</summary>
    ValueTask<IReadOnlyList<Document>> ListAsync(int partition, string table, DocumentRange range, CancellationToken cancellationToken);
}
