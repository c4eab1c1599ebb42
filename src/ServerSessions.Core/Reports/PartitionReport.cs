
namespace ServerSessions.Reports;

/// <summary>State of one partition.</summary>
/// <param name="Partition">Number of the partition.</param>
/// <param name="Owner">The worker that owns it; null when none does.</param>
/// <param name="Epoch">Number of changes of the owner.</param>
/// <param name="Backlog">Number of entries that are not processed yet.</param>
/// <param name="LagSeconds">Age of the oldest of them, in seconds; 0 when there are none.</param>
/// <param name="Live">Number of live subjects: sessions and actors.</param>
/// <param name="Outbox">Number of alerts, signals and index updates that wait in the outbox.</param>
/// <param name="DeadLettered">Number of dead letters since the storage was created.</param>
public sealed record PartitionReport(
    int Partition, string? Owner, long Epoch, long Backlog, double LagSeconds, long Live, long Outbox, long DeadLettered)
{
    /// <summary>Number of refused commits since the storage was created, of workers that had lost the partition.</summary>
    public long Fenced { get; init; }

    /// <summary>Number of events that were recorded and lost before they were processed, since the storage was created.</summary>
    public long Missing { get; init; }

    /// <summary>Number of recorded events in dead letters, since the storage was created.</summary>
    public long Buried { get; init; }

    /// <summary>Number of sessions closed early because there were more than <see cref="FloodOptions.LiveSessions"/>, since the storage was created.</summary>
    public long ClosedEarly { get; init; }

    /// <summary>
    /// Number of sources, accounts and other actors that rules gave up with their evidence, because there were too many of their kind, since the storage
    /// was created.
    /// </summary>
    public long Unremembered { get; init; }
}
