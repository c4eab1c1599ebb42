using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>
/// The due deliveries of one target and its own few workers, so that a slow target delays no other. Deliveries that do not fit
/// stay in storage and are offered again.
/// </summary>
internal sealed class TargetQueue(IDeliveryTarget target, int capacity = TargetQueue.Capacity)
{
    public const int Capacity = 10_000;
    public const int Workers = 4;

    private readonly ConcurrentDictionary<DeliveryKey, byte> _known = new();
    private readonly Channel<DeliveryKey> _due = Channel.CreateBounded<DeliveryKey>(capacity);

    public IDeliveryTarget Target => target;

    public int Count => _known.Count;

    /// <summary>Adds a delivery. False when the queue is full.</summary>
    public bool Offer(DeliveryKey key)
    {
        if (!_known.TryAdd(key, 0)) return true;
        if (_due.Writer.TryWrite(key)) return true;
        _known.TryRemove(key, out _);
        return false;
    }

    /// <summary>Works until <paramref name="stopping"/>; each worker then finishes its current delivery.</summary>
    /// <param name="attempt">True when the delivery waits for another attempt.</param>
    /// <param name="again">Called with such a delivery once it may be offered again.</param>
    /// <param name="stopping">Ends the work.</param>
    public Task RunAsync(
        Func<IDeliveryTarget, DeliveryKey, Task<bool>> attempt, Action<DeliveryKey> again, CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(attempt, again, stopping)));

    private async Task WorkAsync(
        Func<IDeliveryTarget, DeliveryKey, Task<bool>> attempt, Action<DeliveryKey> again, CancellationToken stopping)
    {
        try
        {
            while (await _due.Reader.WaitToReadAsync(stopping))
            {
                while (!stopping.IsCancellationRequested && _due.Reader.TryRead(out var key))
                {
                    var waits = await attempt(target, key);
                    _known.TryRemove(key, out _);
                    if (waits) again(key);
                }
                stopping.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The rest stays in storage for the next start.
        }
    }
}
