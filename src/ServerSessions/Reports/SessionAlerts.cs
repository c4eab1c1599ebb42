using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>Reads alerts: what was found, written by commits, and what people did about it, written by them.</summary>
internal sealed class SessionAlerts(ISessionStorage storage) : ISessionAlerts
{
    public const string StateTable = "alert-states";
    private const int MostScanned = 10_000;

    public async ValueTask<Page<Alert>> ListAsync(AlertQuery query, CancellationToken cancellation = default)
    {
        if (query.Limit is < 1 or > SessionQuery.MaxLimit)
            throw new ArgumentException($"The limit is {query.Limit}; expected 1 to {SessionQuery.MaxLimit}.");
        (long Order, string Id)? after = query.After is null ? null : Cursor.Document(query.After);
        var items = new List<Alert>();
        for (var scanned = 0; scanned < MostScanned;)
        {
            var documents = await NewestAsync(after, query.Limit, cancellation);
            foreach (var (partition, document) in documents)
            {
                after = (document.Order, document.Id);
                scanned++;
                var alert = await ReadAsync(partition, document, cancellation);
                if (!Matches(query, alert))
                    continue;
                items.Add(alert);
                if (items.Count == query.Limit)
                    return new Page<Alert>(items, Cursor.Of(document.Order, document.Id));
            }

            if (documents.Count < query.Limit)
                return new Page<Alert>(items, null);
        }

        return new Page<Alert>(items, after is { } last ? Cursor.Of(last.Order, last.Id) : null);
    }

    public async ValueTask<Alert?> FindAsync(string id, CancellationToken cancellation = default)
    {
        for (var partition = 0; partition < storage.Partitions; partition++)
            if (await storage.GetAsync(partition, CommitBuilder.AlertTable, id, cancellation) is { } document)
                return await ReadAsync(partition, document, cancellation);
        return null;
    }

    // Each partition gives its newest; the newest of all of them are the page.
    private async ValueTask<List<(int Partition, Document Document)>> NewestAsync((long Order, string Id)? after, int most, CancellationToken cancellation)
    {
        var all = new List<(int Partition, Document Document)>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var document in await storage.ListAsync(partition, CommitBuilder.AlertTable, DocumentRange.Newest(most) with { After = after }, cancellation))
                all.Add((partition, document));
        return [.. all.OrderByDescending(d => d.Document.Order).ThenByDescending(d => d.Document.Id, StringComparer.Ordinal).Take(most)];
    }

    private async ValueTask<Alert> ReadAsync(int partition, Document document, CancellationToken cancellation)
    {
        var alert = AlertJson.Decode(document.Data.Span);
        return await storage.GetAsync(partition, StateTable, document.Id, cancellation) is { Data.Length: > 0 } state
            ? alert with { State = (AlertState)state.Data.Span[0] }
            : alert;
    }

    private static bool Matches(AlertQuery query, Alert alert) =>
        (query.State is not { } state || alert.State == state)
        && (query.Severity is not { } severity || alert.Finding.Severity >= severity)
        && (query.Rule is null || alert.Finding.Rule.Equals(query.Rule, StringComparison.OrdinalIgnoreCase));
}
