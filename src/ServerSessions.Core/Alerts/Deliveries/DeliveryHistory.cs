using System.Collections.Concurrent;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>Keeps the newest ended deliveries of a partition for display and deletes older ones.</summary>
internal sealed class DeliveryHistory(DeliveryStore store)
{
    public const int Kept = 1000;

    /// <summary>Number of ended deliveries above the limit before they are trimmed: trimming lists all of them, so it is not done for each one.</summary>
    public const int Slack = 50;

    private readonly ConcurrentDictionary<int, int> _ended = new();

    public async ValueTask EndedAsync(int partition, CancellationToken cancellationToken)
    {
        if (_ended.AddOrUpdate(partition, 1, (_, ended) => ended + 1) % Slack == 1)
            await store.TrimAsync(partition, Kept, cancellationToken);
    }
}
