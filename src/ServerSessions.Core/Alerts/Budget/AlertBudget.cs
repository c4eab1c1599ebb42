using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Storage;

namespace ServerSessions.Alerts.Budget;

/// <summary>
/// Decides which alerts are sent one by one while there are many, for all nodes together: a document of partition 0 that changes by
/// compare-and-set. What this node saw of it last is tried first, so that a node alone writes once an alert and reads never.
/// </summary>
internal sealed class AlertBudget(IDocumentStore documents, IOptions<WebhookOptions> options, AlertMetrics metrics, TimeProvider time, ILogger<AlertBudget> log)
{
    public const string Table = "alert-budget";
    private const string Id = "tallies";

    private volatile WebhookOptions _options = options.Value;
    private volatile Seen _seen = new(new AlertTallies(), 0);

    /// <summary>Takes over the budgets of a configuration that was loaded anew.</summary>
    public void Use(WebhookOptions reloaded) => _options = reloaded;

    /// <summary>Whether the alert at this place of a partition's outbox is to be sent; asked again it answers the same and counts nothing.</summary>
    public async ValueTask<bool> AdmitAsync(int partition, StreamPosition position, string message, Finding finding, CancellationToken cancellationToken)
    {
        var key = OutboxMark.KeyOf(position, message);
        for (var seen = _seen; ; seen = await ReadAsync(cancellationToken))
        {
            if (seen.Tallies.WasTold(partition, key) is { } known)
                return known;
            var (after, told) = seen.Tallies.Decide(partition, key, finding, Hour(), _options);
            if (!await TryAsync(seen, after, cancellationToken))
                continue;
            if (!told)
                metrics.Suppressed(finding.Rule);
            return told;
        }
    }

    /// <summary>What was held back in hours that are over and is still to be told; no alert can join it any more.</summary>
    public async ValueTask<IReadOnlyList<HeldAlerts>> EndedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var seen = await ReadAsync(cancellationToken);
            var now = seen.Tallies.At(Hour());
            if (now.Ended.Count == 0 || now == seen.Tallies || await TryAsync(seen, now, cancellationToken))
                return now.Ended;
        }
    }

    /// <summary>Forgets what has been told.</summary>
    public async ValueTask ToldAsync(IReadOnlyCollection<HeldAlerts> told, CancellationToken cancellationToken)
    {
        for (var seen = _seen; !await TryAsync(seen, seen.Tallies.Without(told), cancellationToken);)
            seen = await ReadAsync(cancellationToken);
    }

    /// <summary>As it stands now.</summary>
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

    // A document that nobody can read would hold up every outbox for ever: it is begun anew.
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
