using System.Text;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;

namespace ServerSessions.Alerts;

/// <summary>
/// Creates one delivery for each target that accepts an alert, and for webhooks a second one an hour later: one summary of what was added to the alert meanwhile,
/// which is not sent when nothing was added. Accepting the same alert again changes nothing.
/// </summary>
internal sealed class AlertDispatcher(DeliveryTargets targets, DeliveryStore store, AlertBudget budget, DeliverySignal wake, TimeProvider time)
{
    /// <summary>Delay of the summary: the hour in which equal triggers join the alert, and a minute for triggers still in transit at its end.</summary>
    public static readonly TimeSpan SummaryAfter = TimeSpan.FromMinutes(61);

    /// <summary>Accepts an alert of a rule, from its position in a partition's outbox. Within the budget it is sent; above the budget it is counted.</summary>
    public async ValueTask AcceptAsync(int partition, StreamPosition position, Alert alert, bool isOfPersons, CancellationToken cancellationToken)
    {
        await targets.RefreshAsync(now: false, cancellationToken);
        // An alert that no target accepts uses no budget.
        if (targets.All.Any(target => target.Wants(alert)) && await budget.AdmitAsync(partition, position, Message(alert), alert.Finding, isOfPersons, cancellationToken))
            await AcceptAsync(partition, alert, cancellationToken);
    }

    /// <summary>Accepts an alert that is always sent, without a budget: a person's verdict about an alert, or a message about webhooks themselves.</summary>
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

    /// <summary>Creates one delivery to one target, due now.</summary>
    public async ValueTask<DeliveryKey> SendAsync(int partition, IDeliveryTarget target, Alert alert, CancellationToken cancellationToken)
    {
        await CreateAsync(partition, target.Id, alert.Id, alert, suppressed: null, cancellationToken);
        wake.Partition(partition);
        return DeliveryKey.Of(partition, target.Id, alert.Id);
    }

    /// <summary>Reports to each target how many of the alerts that it accepts were not sent.</summary>
    public async ValueTask SummarizeAsync(SuppressedAlerts held, CancellationToken cancellationToken)
    {
        await targets.RefreshAsync(now: true, cancellationToken);
        foreach (var target in targets.All)
            if (held.For(target.Wants) is var (alert, suppressed))
                await CreateAsync(0, target.Id, alert.Id, alert, suppressed, cancellationToken);
        wake.Partition(0);
    }

    // A person's verdict about an alert is a message of its own, and so is each rise. Its id contains the new state or severity, so that it is sent once.
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
            // Rounded down to the millisecond, so that it is due now and not at the next one.
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
            Sent = alert.Finding.Count,
            Created = time.GetUtcNow(),
            Next = alert.Finding.Raised + SummaryAfter,
            Attempts = [],
        }, cancellationToken);
        // The summary does not repeat what the message of a rise has reported.
        if (!isNew)
            await store.RaiseSentAsync(key, alert.Finding.Count, cancellationToken);
    }
}
