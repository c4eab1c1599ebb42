using System.Collections.Concurrent;
using System.Diagnostics;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>Kills its own process (SIGKILL) at a step of a delivery: the first write of a delivery claims it, the next one records its attempt.</summary>
internal sealed class DyingSender : StorageInterceptor
{
    private readonly ConcurrentDictionary<string, bool> _claimed = new(StringComparer.Ordinal);
    private volatile SenderDeath _point;

    public void DieAt(SenderDeath point) => _point = point;

    public override async ValueTask<long?> PutAsync(
        ISessionStorage inner, int partition, string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (table != DeliveryStore.Table || expectedVersion is null or 0)
            return await inner.PutAsync(partition, table, id, order, data, expectedVersion, cancellationToken);
        var claims = _claimed.TryAdd(id, true);
        if (_point == (claims ? SenderDeath.BeforeClaim : SenderDeath.BeforeRecord))
            Die();
        var version = await inner.PutAsync(partition, table, id, order, data, expectedVersion, cancellationToken);
        if (!claims || version is null)
            _claimed.TryRemove(id, out _);
        if (_point == (claims ? SenderDeath.AfterClaim : SenderDeath.AfterRecord))
            Die();
        return version;
    }

    private static void Die()
    {
        Process.GetCurrentProcess().Kill();
        // The signal takes effect a moment later, and nothing more may happen until then.
        Thread.Sleep(Timeout.Infinite);
    }
}
