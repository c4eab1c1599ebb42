using System.Text;

namespace ServerSessions.Alerts;

/// <summary>Makes one delivery for each target that wants an alert. Accepting the same alert again changes nothing.</summary>
internal sealed class AlertDispatcher(DeliveryTargets targets, DeliveryStore store, DeliveryWake wake, TimeProvider time)
{
    public async ValueTask AcceptAsync(int partition, Alert alert, CancellationToken cancellation)
    {
        var made = false;
        try
        {
            foreach (var target in targets.All)
                if (target.Wants(alert)) made |= await CreateAsync(partition, target, alert, cancellation);
        }
        finally
        {
            if (made) wake.Partition(partition);
        }
    }

    private ValueTask<bool> CreateAsync(int partition, IDeliveryTarget target, Alert alert, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return store.CreateAsync(DeliveryKey.Of(partition, target.Id, alert.Id), new Delivery
        {
            Target = target.Id,
            Message = alert.Id,
            Payload = Encoding.UTF8.GetString(target.Encode(alert)),
            Created = now,
            // The millisecond that has begun, so that it is due now and not at the next.
            Next = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Attempts = [],
        }, cancellation);
    }
}
