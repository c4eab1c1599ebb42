using Microsoft.Extensions.Logging;

namespace ServerSessions.Journeys;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "Partition {Partition} is processed here now (epoch {Epoch}, {Live} live subjects).")]
    public static partial void PartitionTaken(ILogger logger, int partition, long epoch, int live);

    [LoggerMessage(101, LogLevel.Warning, "Partition {Partition} belongs to another worker now; what was not committed is processed there again.")]
    public static partial void PartitionLost(ILogger logger, int partition);

    [LoggerMessage(102, LogLevel.Warning, "Processing partition {Partition} failed; it is tried again, and further failures are not logged until it succeeds. Requests are not affected, reports fall behind.")]
    public static partial void RollFailed(ILogger logger, int partition, Exception exception);

    [LoggerMessage(115, LogLevel.Information, "Every partition of this worker is processed again.")]
    public static partial void RollRecovered(ILogger logger);

    [LoggerMessage(116, LogLevel.Warning, "The outbox of partition {Partition} (signals, alerts, indexes) waits: {Reason} Processing continues.")]
    public static partial void OutboxWaits(ILogger logger, int partition, string reason);

    [LoggerMessage(103, LogLevel.Error, "Entry {Position} of partition {Partition} became a dead letter, {Count} since the last message: {Reason}")]
    public static partial void DeadLettered(ILogger logger, int partition, string position, long count, string reason);

    [LoggerMessage(108, LogLevel.Error, "{Count} events of partition {Partition} are missing: {Producer} appended them, and they were gone before they could be folded. Something else trims or deletes the keys of session tracking.")]
    public static partial void EventsMissing(ILogger logger, int partition, string producer, long count);

    [LoggerMessage(109, LogLevel.Error, "The endpoint catalogue {Version} cannot be read; sessions recorded under it are processed without the declarations of endpoints.")]
    public static partial void CatalogUnreadable(ILogger logger, string version, Exception exception);

    [LoggerMessage(104, LogLevel.Error, "Outbox entry {Position} of partition {Partition} cannot be read and was skipped.")]
    public static partial void OutboxEntryUnreadable(ILogger logger, int partition, string position, Exception exception);

    [LoggerMessage(107, LogLevel.Error, "The stored state of a {Kind} in partition {Partition} cannot be read and was dropped: that {Kind} begins anew.")]
    public static partial void StateUnreadable(ILogger logger, int partition, ActorKind kind, Exception exception);

    [LoggerMessage(117, LogLevel.Error, "Closed journeys of partition {Partition} are not packed, because a value stored with them cannot be read. They take more memory until it can.")]
    public static partial void NotPacked(ILogger logger, int partition, Exception exception);

    [LoggerMessage(106, LogLevel.Critical, "Processing has stopped because of an error in session tracking: no journeys, reports or alerts are made until the application is started again.")]
    public static partial void RollerStopped(ILogger logger, Exception exception);

    [LoggerMessage(110, LogLevel.Information, "{Workers} workers process now; each has up to {Share} of {Partitions} partitions.")]
    public static partial void WorkersChanged(ILogger logger, int workers, int share, int partitions);

    [LoggerMessage(111, LogLevel.Debug, "Partition {Partition} is given back for a worker that has fewer; {Left} partitions remain here.")]
    public static partial void GivenBack(ILogger logger, int partition, int left);

    [LoggerMessage(112, LogLevel.Warning, "Partition {Partition} could not be taken over; the attempt is repeated every second.")]
    public static partial void NotTaken(ILogger logger, int partition, Exception exception);

    [LoggerMessage(113, LogLevel.Warning, "The table of workers could not be read or written; this worker continues with its partitions, and tries again.")]
    public static partial void BalanceFailing(ILogger logger, Exception exception);

    [LoggerMessage(114, LogLevel.Warning, "This worker could not announce that it stops: others take its partitions a few seconds later.")]
    public static partial void NotWithdrawn(ILogger logger, Exception exception);

    [LoggerMessage(118, LogLevel.Warning, "Partition {Partition} is processed again from its last commit: {Reason} Nothing is lost or folded twice.")]
    public static partial void FoldAbandoned(ILogger logger, int partition, string reason);

    [LoggerMessage(120, LogLevel.Warning, "The decisions about rules (modes, alerts marked false) and the learned baselines cannot be read; rules continue unchanged.")]
    public static partial void DecisionsNotRead(ILogger logger, Exception exception);

    [LoggerMessage(121, LogLevel.Error, "The learned baselines cannot be read; learned rules keep those that they have until new ones are stored, within an hour.")]
    public static partial void BaselinesUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(122, LogLevel.Warning, "Learning from closed sessions failed; it is tried again within an hour.")]
    public static partial void LearningFailed(ILogger logger, Exception exception);

    [LoggerMessage(124, LogLevel.Warning, "Looking for changes in navigation failed; it is tried again within minutes.")]
    public static partial void NavigationFailed(ILogger logger, Exception exception);

    [LoggerMessage(610, LogLevel.Error, "An erasure in partition {Partition} cannot be read and does not go on. Erase the person again.")]
    public static partial void ErasureUnreadable(ILogger logger, int partition, Exception exception);

    [LoggerMessage(611, LogLevel.Error, "An erasure in partition {Partition} fails; it is tried again every few seconds.")]
    public static partial void ErasureFailing(ILogger logger, int partition, Exception exception);

    [LoggerMessage(123, LogLevel.Debug, "Learned from {Sessions} clean sessions of {Days} days.")]
    public static partial void Learned(ILogger logger, int sessions, double days);

    [LoggerMessage(125, LogLevel.Error, "Rollups of partition {Partition} cannot be packed: they are not what this application writes. They take more memory until they are removed.")]
    public static partial void RollupsNotPacked(ILogger logger, int partition, Exception exception);
}
