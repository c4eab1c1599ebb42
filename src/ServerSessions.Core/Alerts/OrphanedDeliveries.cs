using Microsoft.Extensions.Logging;
using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Alerts;

/// <summary>
/// Handles deliveries to a target that this node does not have. Another node, newer or older, may have it, so they are postponed.
/// Deliveries that are older than the whole schedule, or whose target was removed, fail.
/// </summary>
internal sealed class OrphanedDeliveries(DeliveryStore store, EndpointStates states, TimeProvider time, ILogger<OrphanedDeliveries> log)
{
    private static readonly TimeSpan Delay = TimeSpan.FromHours(1);

    public async ValueTask PutOffAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            if (await store.ClaimAsync(key, now, now + Delay, cancellationToken) is not var (delivery, version)) return;
            if ((await states.ReadAsync(key.Target, cancellationToken)).Reason == EndpointState.Removed)
            {
                await store.PutAsync(key, delivery.GiveUp(now, EndpointState.Removed), version, cancellationToken);
                return;
            }

            log.TargetUnknown(key.Target, key.Id);
            if (now - delivery.Created > RetrySchedule.MaxDuration)
                await store.PutAsync(key, delivery.GiveUp(now, "Its target is no longer configured."), version, cancellationToken);
        }
        catch (FormatException exception)
        {
            log.DeliveryUnreadable(exception, key.Id);
            await store.DeleteAsync(key, cancellationToken);
        }
    }
}
