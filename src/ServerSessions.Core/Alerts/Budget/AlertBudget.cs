using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Storage;

namespace ServerSessions.Alerts.Budget;

/// <summary>
/// Decides which alerts are sent one by one when there are many, for all nodes together. The state is a document of partition 0 with compare-and-set.
/// A node first tries with the version that it read last, so a single node writes once per alert and never reads.
/// </summary>
internal sealed class AlertBudget(IDocumentStore documents, IOptions<WebhookOptions> options, AlertMetrics metrics, TimeProvider time, ILogger<AlertBudget> log)
{
    public const string Table = "alert-budget";
    private const string Id = "tallies";

    private volatile WebhookOptions _options = options.Value;
    private volatile Seen _seen = new(new AlertTallies(), 0);

    /// <summary>Applies the budgets of a reloaded configuration.</summary>
    public void Use(WebhookOptions reloaded) => _options = reloaded;

    /// <summary>Returns whether the alert at this position of a partition's outbox is sent. A repeated call returns the same and counts nothing.</summary>
    public async ValueTask<bool> AdmitAsync(int partition, StreamPosition position, string message, Finding finding, bool isOfPersons, CancellationToken cancellationToken)
    {
        var key = OutboxMark.KeyOf(position, message);
        for (var seen = _seen; ; seen = await ReadAsync(cancellationToken))
        {
            if (seen.Tallies.WasAdmitted(partition, key) is { } known)
                return known;
            var (after, sent) = seen.Tallies.Decide(partition, key, finding, Hour(), _options, isOfPersons);
            if (!await TryAsync(seen, after, cancellationToken))
                continue;
            if (!sent)
                metrics.Suppressed(finding.Rule);
            return sent;
        }
    }

    /// <summary>Returns the suppressed alerts of closed hours that were not summarized yet. No alert can join them any more.</summary>
    public async ValueTask<IReadOnlyList<SuppressedAlerts>> EndedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var seen = await ReadAsync(cancellationToken);
            var now = seen.Tallies.At(Hour());
            if (now.Ended.Count == 0 || now == seen.Tallies || await TryAsync(seen, now, cancellationToken))
                return now.Ended;
        }
    }

    /// <summary>Removes suppressed alerts that were summarized.</summary>
    public async ValueTask RemoveAsync(IReadOnlyCollection<SuppressedAlerts> sent, CancellationToken cancellationToken)
    {
        for (var seen = _seen; !await TryAsync(seen, seen.Tallies.Without(sent), cancellationToken);)
            seen = await ReadAsync(cancellationToken);
    }

    /// <summary>Returns the budget of this hour.</summary>
    public async ValueTask<AlertBudgetReport> ReportAsync(CancellationToken cancellationToken) =>
        AlertBudgetReport.Of((await ReadAsync(cancellationToken)).Tallies.At(Hour()), _options);

    private long Hour() => time.GetUtcNow().ToUnixTimeSeconds() / 3600;

    private async ValueTask<Seen> ReadAsync(CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(0, Table, Id, cancellationToken);
        return _seen = document is { } stored ? new Seen(Decode(stored.Data.Span), stored.Version) : new Seen(new AlertTallies(), 0);
    }

    private async ValueTask<bool> TryAsync(Seen seen, AlertTallies after, CancellationToken cancellationToken)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(after, AlertsJsonContext.Default.AlertTallies);
        if (await documents.PutAsync(0, Table, Id, 0, data, seen.Version, cancellationToken) is not { } version)
            return false;
        _seen = new Seen(after, version);
        return true;
    }

    // An unreadable document would block every outbox for ever, so it starts anew.
    private AlertTallies Decode(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AlertsJsonContext.Default.AlertTallies) ?? new AlertTallies();
        }
        catch (JsonException exception)
        {
            log.BudgetUnreadable(exception);
            return new AlertTallies();
        }
    }

    private sealed record Seen(AlertTallies Tallies, long Version);
}
