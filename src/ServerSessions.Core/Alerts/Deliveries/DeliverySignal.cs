using System.Threading.Channels;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>Wakes the delivery service and names the partitions to scan. A lost wake-up only delays deliveries until the next poll.</summary>
internal sealed class DeliverySignal
{
    private const int Every = -1;
    private readonly Channel<int> _hints =
        Channel.CreateBounded<int>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Partition(int partition) => _hints.Writer.TryWrite(partition);

    public void All() => _hints.Writer.TryWrite(Every);

    /// <summary>Waits for the next wake-up and returns the partitions to scan; null for all.</summary>
    public async ValueTask<IReadOnlyCollection<int>?> NextAsync(CancellationToken cancellationToken)
    {
        await _hints.Reader.WaitToReadAsync(cancellationToken);
        var partitions = new HashSet<int>();
        while (_hints.Reader.TryRead(out var partition)) partitions.Add(partition);
        return partitions.Contains(Every) ? null : partitions;
    }
}
