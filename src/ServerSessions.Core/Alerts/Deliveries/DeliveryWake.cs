using System.Threading.Channels;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>Tells the delivering service which partitions to look at. A lost hint costs a poll's wait, nothing else.</summary>
internal sealed class DeliveryWake
{
    private const int Every = -1;
    private readonly Channel<int> _hints =
        Channel.CreateBounded<int>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Partition(int partition) => _hints.Writer.TryWrite(partition);

    public void All() => _hints.Writer.TryWrite(Every);

    /// <summary>The partitions to look at; null for all.</summary>
    public async ValueTask<IReadOnlyCollection<int>?> NextAsync(CancellationToken cancellationToken)
    {
        await _hints.Reader.WaitToReadAsync(cancellationToken);
        var partitions = new HashSet<int>();
        while (_hints.Reader.TryRead(out var partition)) partitions.Add(partition);
        return partitions.Contains(Every) ? null : partitions;
    }
}
