using ServerSessions.Storage;

namespace ServerSessions.Journeys.Workers;

/// <summary>A partition that this worker processes until it is released or lost.</summary>
internal sealed class PartitionHold
{
    private readonly CancellationTokenSource _letGo;

    /// <param name="lease">The right to process it.</param>
    /// <param name="roll">Processes until cancelled or the lease is lost, gives the lease back, and never fails.</param>
    /// <param name="stopping">The worker stops.</param>
    public PartitionHold(PartitionLease lease, Func<PartitionLease, CancellationToken, Task> roll, CancellationToken stopping)
    {
        _letGo = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Ended = roll(lease, _letGo.Token);
    }

    public Task Ended { get; }

    public async Task LetGoAsync()
    {
        await _letGo.CancelAsync();
        await Ended;
        _letGo.Dispose();
    }
}
