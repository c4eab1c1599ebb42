using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>What a child does around the calls that change something; here: nothing.</summary>
internal abstract class StorageInterceptor
{
    public virtual ValueTask<AppendResult> AppendAsync(
        ISessionStorage inner, int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken) =>
        inner.AppendAsync(partition, producer, batches, cancellationToken);

    public virtual ValueTask<CommitStatus> CommitAsync(ISessionStorage inner, PartitionLease lease, PartitionCommit commit, CancellationToken cancellationToken) =>
        inner.CommitAsync(lease, commit, cancellationToken);

    public virtual ValueTask<long?> PutAsync(
        ISessionStorage inner, int partition, string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion, CancellationToken cancellationToken) =>
        inner.PutAsync(partition, table, id, order, data, expectedVersion, cancellationToken);

    public virtual ValueTask<bool> AcknowledgeOutboxAsync(ISessionStorage inner, PartitionLease lease, StreamPosition upTo, CancellationToken cancellationToken) =>
        inner.AcknowledgeOutboxAsync(lease, upTo, cancellationToken);
}
