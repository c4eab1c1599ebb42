using System.Text;
using Microsoft.Extensions.Logging;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Alerts.Webhooks;
using ServerSessions.Diagnostics;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Alerts;

/// <summary>
/// Makes one attempt: claim, send, record. If the process dies in between, the claim expires and the delivery is due again, with the same message id.
/// </summary>
internal sealed class DeliverySender(
    DeliveryStore store, DeliveryHistory history, EndpointStates states, AlertMetrics metrics, AlertSummaries summaries, TargetCalls calls, OperationalAlerts operations, TimeProvider time,
    ILogger<DeliverySender> log)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Duration of a claim: enough for an attempt and the writes around it.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(60);

    /// <summary>Makes an attempt. It never throws: an error is logged, and the delivery stays due.</summary>
    /// <returns>True when an attempt was recorded and another one will follow.</returns>
    public async Task<bool> TryAsync(IDeliveryTarget target, DeliveryKey key, CancellationToken stopping)
    {
        try
        {
            return await AttemptAsync(target, key, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.AttemptAbandoned(target.Id, key.Id);
        }
        catch (FormatException exception)
        {
            log.DeliveryUnreadable(exception, key.Id);
            await DeleteAsync(target, key, stopping);
        }
        catch (Exception exception)
        {
            metrics.StorageFailed();
            log.AttemptNotRecorded(exception, target.Id, key.Id);
        }
        return false;
    }

    private async Task<bool> AttemptAsync(IDeliveryTarget target, DeliveryKey key, CancellationToken stopping)
    {
        var began = time.GetUtcNow();
        if (await store.ClaimAsync(key, began, began + Claim, stopping) is not var (delivery, version)) return false;
        if (target.CanBeDisabled && (await states.ReadAsync(target.Id, stopping)).DisabledSince is not null)
        {
            var given = delivery.GiveUp(began, "The endpoint is disabled.");
            await RecordAsync(key, given, version, stopping);
            await TrimAsync(key, given, stopping);
            return false;
        }

        if (delivery.IsUnwritten)
        {
            if (await summaries.WriteAsync(key.Partition, delivery, stopping) is not { } written)
            {
                await store.DeleteAsync(key, stopping);
                return false;
            }

            delivery = written;
        }

        (delivery, var result) = await SendAsync(target, delivery, stopping);
        var ended = time.GetUtcNow();
        metrics.Attempted(target.Id, result.Kind, (ended - began).TotalSeconds);
        var after = delivery.After(began, ended, result, Random.Shared.NextDouble());
        if (result.Kind != DeliveryAttemptKind.Delivered)
            log.AttemptFailed(target.Id, delivery.Message, after.Tries, result.Kind, result.Status, after.State, after.Next);
        await RecordAsync(key, after, version, stopping);
        if (target.CanBeDisabled) await NoteAsync(target.Id, ended, result.Kind, stopping);
        await TrimAsync(key, after, stopping);
        return after.State == DeliveryState.Pending;
    }

    private async Task<(Delivery Delivery, AttemptResult Result)> SendAsync(IDeliveryTarget target, Delivery delivery, CancellationToken stopping)
    {
        using var activity = BackgroundActivities.Deliver(target.Id);
        // An alert that cannot be read makes the document invalid, which deletes it as any unreadable delivery.
        var alert = delivery.Source is { } source ? AlertJson.Decode(Encoding.UTF8.GetBytes(source)) : null;
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            if (alert is not null)
            {
                var suppressed = delivery.Suppressed;
                var body = await calls.RunAsync(target.Id, () => Task.FromResult(target.Encode(alert, suppressed)), either.Token);
                delivery = delivery with { Payload = Encoding.UTF8.GetString(body), Source = null, Suppressed = null };
            }

            var (message, payload, limit) = (delivery.Message, Encoding.UTF8.GetBytes(delivery.Payload), either.Token);
            return (delivery, await calls.RunAsync(target.Id, () => target.SendAsync(message, payload, limit), limit));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return (delivery, new AttemptResult(DeliveryAttemptKind.TimedOut, Response: $"No answer within {Timeout.TotalSeconds:0} s."));
        }
        catch (MalformedBodyException exception)
        {
            log.TargetThrew(exception, target.Id, delivery.Message);
            return (delivery, new AttemptResult(DeliveryAttemptKind.Malformed, Response: exception.Message));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            log.TargetThrew(exception, target.Id, delivery.Message);
            return (delivery, new AttemptResult(DeliveryAttemptKind.Threw, Response: exception.GetType().Name));
        }
    }

    private async Task RecordAsync(DeliveryKey key, Delivery after, long version, CancellationToken stopping)
    {
        if (await store.PutAsync(key, after, version, stopping) is null) log.ClaimLapsed(after.Target, after.Message);
        else if (after.State != DeliveryState.Pending) metrics.Ended(after.Target, after.State);
    }

    private ValueTask TrimAsync(DeliveryKey key, Delivery after, CancellationToken stopping) =>
        after.State == DeliveryState.Pending ? ValueTask.CompletedTask : history.EndedAsync(key.Partition, stopping);

    private async Task DeleteAsync(IDeliveryTarget target, DeliveryKey key, CancellationToken stopping)
    {
        try
        {
            await store.DeleteAsync(key, stopping);
        }
        catch (Exception exception)
        {
            metrics.StorageFailed();
            log.AttemptNotRecorded(exception, target.Id, key.Id);
        }
    }

    private async ValueTask NoteAsync(string target, DateTimeOffset now, DeliveryAttemptKind kind, CancellationToken stopping)
    {
        if (kind == DeliveryAttemptKind.Delivered)
            await states.SucceededAsync(target, stopping);
        else if (await states.FailedAsync(target, now, kind == DeliveryAttemptKind.Gone, stopping) is { } disabled)
            await operations.DisabledAsync(target, disabled, stopping);
    }
}
