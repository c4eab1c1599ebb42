using ServerSessions.Storage;

namespace ServerSessions.Tests.Storage;

/// <summary>
/// What every storage must do, whatever it keeps things in: the facts are in the other parts of this class. Derived classes give
/// the storage, empty, and let time pass on its clock.
/// </summary>
public abstract partial class StorageConformance : IAsyncLifetime
{
    protected static readonly TimeSpan Ttl = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly CancellationToken None = CancellationToken.None;

    private ISessionStorage _storage = null!;

    public virtual async Task InitializeAsync() => _storage = await StartedAsync(new StorageConformanceOptions());

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>An empty storage, an <c>ISessionStorage</c> that is not started; it is an object because the contract is internal.</summary>
    protected abstract Task<object> CreateAsync(StorageConformanceOptions options);

    /// <summary>Lets at least this much time pass on the clock that leases run by.</summary>
    protected abstract Task ElapseAsync(TimeSpan time);

    private async Task<ISessionStorage> StartedAsync(StorageConformanceOptions options)
    {
        var storage = (ISessionStorage)await CreateAsync(options);
        await storage.StartAsync(None);
        return storage;
    }

    private static EventBatch Batch(long first, int count = 1, byte content = 7) => new(first, count, Bytes(content, (byte)first));

    private static ReadOnlyMemory<byte> Bytes(params byte[] bytes) => bytes;

    private static Pseudonym Named(ulong number) => new(number, ~number);

    private static SessionId Session(long milliseconds, int partition = 0, ulong key = 1) =>
        SessionId.Create(milliseconds * 1000, partition, Named(key));

    private async Task<AppendResult> AppendAsync(string producer, params EventBatch[] batches) =>
        await _storage.AppendAsync(0, producer, batches, None);

    private async Task<PartitionLease> OwnAsync(int partition = 0, string owner = "worker") =>
        await _storage.AcquireAsync(partition, owner, Long, None) ?? throw new InvalidOperationException($"{owner} did not get {partition}.");

    private async Task<CommitStatus> CommitAsync(PartitionLease lease, Func<PartitionCommit, PartitionCommit>? change = null)
    {
        var snapshot = await _storage.LoadAsync(lease.Partition, None);
        var commit = new PartitionCommit { Revision = snapshot.Revision, Offset = snapshot.Offset };
        return await _storage.CommitAsync(lease, change?.Invoke(commit) ?? commit, None);
    }

    private async Task<IReadOnlyList<LogEntry>> ReadAllAsync(int partition = 0, int page = 1000)
    {
        var read = new List<LogEntry>();
        var after = StreamPosition.Start;
        while (await _storage.ReadAsync(partition, after, page, None) is { Count: > 0 } entries)
        {
            read.AddRange(entries);
            after = entries[^1].Position;
        }
        return read;
    }
}
