using System.Text.Json;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Thresholds;

/// <summary>The stored states of alerts on figures, by name.</summary>
internal sealed class InsightAlertStates(IDocumentStore documents)
{
    public const string Table = "insight-alerts";

    private const int Partition = 0;
    private const int MaxStates = 1_000;

    public async ValueTask<(InsightAlertState State, long Version)?> FindAsync(string name, CancellationToken cancellationToken) =>
        await documents.GetAsync(Partition, Table, name, cancellationToken) is { } document ? (Decode(document), document.Version) : null;

    public async ValueTask<IReadOnlyList<(string Name, InsightAlertState State)>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(Partition, Table, DocumentRange.Newest(MaxStates), cancellationToken)).Select(d => (d.Id, Decode(d)))];

    /// <summary>Keeps a state; false when another one was kept since the version was read.</summary>
    public async ValueTask<bool> KeepAsync(string name, InsightAlertState state, long version, CancellationToken cancellationToken) => await documents.PutAsync(
        Partition, Table, name, state.To.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(state, ThresholdJsonContext.Default.InsightAlertState), version, cancellationToken) is not null;

    public async ValueTask RemoveAsync(string name, CancellationToken cancellationToken) => await documents.DeleteAsync(Partition, Table, name, cancellationToken);

    private static InsightAlertState Decode(in Document document) =>
        JsonSerializer.Deserialize(document.Data.Span, ThresholdJsonContext.Default.InsightAlertState) ?? throw new JsonException($"The state of the alert \"{document.Id}\" is null.");
}
