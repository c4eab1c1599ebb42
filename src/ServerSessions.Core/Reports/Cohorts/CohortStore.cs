using System.Text.Json;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Cohorts;

/// <summary>The saved cohorts, by name.</summary>
internal sealed class CohortStore(IDocumentStore documents)
{
    public const string Table = "cohorts";

    /// <summary>Maximum number of saved cohorts.</summary>
    public const int Most = 100;

    private const int Partition = 0;

    public async ValueTask<StoredCohort?> FindAsync(string name, CancellationToken cancellationToken) =>
        await documents.GetAsync(Partition, Table, name, cancellationToken) is { } document ? Decode(document) : null;

    public async ValueTask<IReadOnlyList<(string Name, StoredCohort Cohort)>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(Partition, Table, DocumentRange.Newest(Most + 1), cancellationToken)).Select(d => (d.Id, Decode(d)))];

    public async ValueTask PutAsync(string name, StoredCohort cohort, CancellationToken cancellationToken) => await documents.PutAsync(
        Partition, Table, name, cohort.Saved.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(cohort, CohortJsonContext.Default.StoredCohort), expectedVersion: null, cancellationToken);

    public ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken) => documents.DeleteAsync(Partition, Table, name, cancellationToken);

    private static StoredCohort Decode(in Document document) =>
        JsonSerializer.Deserialize(document.Data.Span, CohortJsonContext.Default.StoredCohort) ?? throw new JsonException($"The cohort \"{document.Id}\" is null.");
}
