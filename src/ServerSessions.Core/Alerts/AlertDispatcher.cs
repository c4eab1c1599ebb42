using System.Text;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;

namespace ServerSessions.Alerts;

/// <summary>
/// Makes one delivery for each target that wants an alert, and for webhooks one more an hour later: what came to the alert meanwhile is told in one
/// summary, or not at all when nothing did. Accepting the same alert again changes nothing.
/// </summary>
internal sealed class AlertDispatcher(DeliveryTargets targets, DeliveryStore store, AlertBudget budget, DeliveryWake wake, TimeProvider time)
{
    /// <summary>After the hour in which equal triggers join the alert, and what was still on its way at its end.</summary>
    public static readonly TimeSpan SummaryAfter = TimeSpan.FromMinutes(61);

    /// <summary>An alert that a rule has raised, from its place in a partition's outbox: within the budget it is sent, above it it is counted.</summary>
    public async ValueTask AcceptAsync(int partition, StreamPosition position, Alert alert, CancellationToken cancellationToken)
    {
        await targets.RefreshAsync(now: false, cancellationToken);
        // What nobody wants to hear of takes nothing from what somebody does.
        if (targets.All.Any(target => target.Wants(alert)) && await budget.AdmitAsync(partition, position, Message(alert), alert.Finding, cancellationToken))
            await AcceptAsync(partition, alert, cancellationToken);
    }

    /// <summary>An alert that is sent however many there are: what people have decided about one, or about webhooks themselves.</summary>
    public async ValueTask AcceptAsync(int partition, Alert alert, CancellationToken cancellationToken)
    {
        await targets.RefreshAsync(now: false, cancellationToken);
        var made = false;
        try
        {
            foreach (var target in targets.All)
                if (target.Wants(alert))
                {
                    made |= await CreateAsync(partition, target.Id, Message(alert), alert, suppressed: null, cancellationToken);
                    if (target.WantsSummary && alert.State == AlertState.Open)
                        await SummarizeAsync(partition, target.Id, alert, cancellationToken);
                }
        }
        finally
        {
            if (made) wake.Partition(partition);
        }
    }

    /// <summary>One delivery to one target, due now.</summary>
    public async ValueTask<DeliveryKey> SendAsync(int partition, IDeliveryTarget target, Alert alert, CancellationToken cancellationToken)
    {
        await CreateAsync(partition, target.Id, alert.Id, alert, suppressed: null, cancellationToken);
        wake.Partition(partition);
        return DeliveryKey.Of(partition, target.Id, alert.Id);
    }

    /// <summary>Tells each target how many of the alerts that it wanted were not sent.</summary>
    public async ValueTask SummarizeAsync(HeldAlerts held, CancellationToken cancellationToken)
    {
        await targets.RefreshAsync(now: true, cancellationToken);
        foreach (var target in targets.All)
            if (held.For(target.Wants) is var (alert, suppressed))
                await CreateAsync(0, target.Id, alert.Id, alert, suppressed, cancellationToken);
        wake.Partition(0);
    }

    // What people decide about an alert is another message about it, and so is each rise: its id says to what, so that it is sent once.
    private static string Message(Alert alert) =>
        alert.State != AlertState.Open ? $"{alert.Id}.{alert.State.ToString().ToLowerInvariant()}"
        : alert.Finding.PreviousSeverity is not null ? $"{alert.Id}.{alert.Finding.Severity.ToString().ToLowerInvariant()}"
        : alert.Id;

    private ValueTask<bool> CreateAsync(int partition, string target, string message, Alert alert, int? suppressed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return store.CreateAsync(DeliveryKey.Of(partition, target, message), new Delivery
        {
            Target = target,
            Message = message,
            Payload = "",
            Source = Encoding.UTF8.GetString(AlertJson.Encode(alert)),
            Suppressed = suppressed,
            Created = now,
            // The millisecond that has begun, so that it is due now and not at the next.
            Next = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Attempts = [],
        }, cancellationToken);
    }

    private async ValueTask SummarizeAsync(int partition, string target, Alert alert, CancellationToken cancellationToken)
    {
        var message = alert.Id + ".summary";
        var key = DeliveryKey.Of(partition, target, message);
        var isNew = await store.CreateAsync(key, new Delivery
        {
            Target = target,
            Message = message,
            Payload = "",
            Alert = alert.Id,
            Told = alert.Finding.Count,
            Created = time.GetUtcNow(),
            Next = alert.Finding.Raised + SummaryAfter,
            Attempts = [],
        }, cancellationToken);
        // What the message of a rise has told is not in the summary.
        if (!isNew)
            await store.RaiseToldAsync(key, alert.Finding.Count, cancellationToken);
    }
}
