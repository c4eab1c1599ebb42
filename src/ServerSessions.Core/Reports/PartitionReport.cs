namespace ServerSessions;

/// <summary>One partition.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Owner">The process that rolls it; null when nobody does.</param>
/// <param name="Epoch">How often the owner has changed.</param>
/// <param name="Backlog">Entries that are not rolled up yet.</param>
/// <param name="LagSeconds">Age of the oldest of them; 0 when there are none.</param>
/// <param name="Live">Live subjects: sessions and actors.</param>
/// <param name="Outbox">Alerts, signals and index updates still to be delivered.</param>
/// <param name="DeadLettered">Entries that could not be read, since the beginning.</param>
public sealed record PartitionReport(
    int Partition, string? Owner, long Epoch, long Backlog, double LagSeconds, long Live, long Outbox, long DeadLettered)
{
    /// <summary>Commits refused since the beginning: a worker had lost the partition and did not know it yet.</summary>
    public long Fenced { get; init; }

    /// <summary>Events that were recorded and gone before they could be rolled up, since the beginning.</summary>
    public long Missing { get; init; }

    /// <summary>Events of the dead letters, since the beginning: they were recorded and could not be folded.</summary>
    public long Buried { get; init; }

    /// <summary>Sessions that were closed early because there were more than <see cref="FloodOptions.LiveSessions"/>, since the beginning.</summary>
    public long ClosedEarly { get; init; }

    /// <summary>Signals about sources, accounts and other actors that no rule could remember, because there were too many of their kind, since the beginning.</summary>
    public long Unremembered { get; init; }
}
