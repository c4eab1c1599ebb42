using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Stores leases, commits, and the state from which a new owner continues.</summary>
internal sealed class RedisPartitions(RedisCalls calls, RedisKeys[] keys, RedisStorageOptions options, AppendSignal[] signals, TimeProvider time)
{
    private const int BucketsAtOnce = 16;

    // About 2 MB: at most four such answers are in transit to a worker that takes a partition.
    private const int TextsAtOnce = 8_000;

    private static readonly TimeSpan ProducersKept = TimeSpan.FromHours(24);
    private static readonly TimeSpan PrunePeriod = TimeSpan.FromHours(1);

    private readonly long[] _pruned = new long[keys.Length];

    public async ValueTask<PartitionLease?> AcquireAsync(int partition, string owner, TimeSpan ttl, CancellationToken cancellationToken)
    {
        var epoch = await calls.RunAsync(partition, RedisScript.Acquire, [keys[partition].Meta], [owner, Milliseconds(ttl)], cancellationToken);
        return epoch.IsNull ? null : new PartitionLease(partition, owner, RedisValues.Number(epoch));
    }

    public async ValueTask<bool> RenewAsync(PartitionLease lease, TimeSpan ttl, CancellationToken cancellationToken) =>
        RedisValues.Number(await calls.RunAsync(
            lease.Partition, RedisScript.Renew, [keys[lease.Partition].Meta], [lease.Owner, lease.Epoch, Milliseconds(ttl)], cancellationToken)) == 1;

    public async ValueTask ReleaseAsync(PartitionLease lease, CancellationToken cancellationToken) =>
        await calls.RunAsync(lease.Partition, RedisScript.Release, [keys[lease.Partition].Meta], [lease.Owner, lease.Epoch], cancellationToken);

    public async ValueTask<PartitionSnapshot> LoadAsync(int partition, CancellationToken cancellationToken)
    {
        var of = keys[partition];
        var meta = calls.ExecuteAsync(partition, "HMGET", cancellationToken, of.Meta, "revision", "offset", "givenup").AsTask();
        var folded = calls.ExecuteAsync(partition, "HGETALL", cancellationToken, of.Folded).AsTask();
        var live = LiveAsync(partition, kind: null, cancellationToken).AsTask();
        // In parallel: the loading worker has the lease, so nothing changes in between.
        await Task.WhenAll(meta, folded, live);
        var read = RedisValues.List(await meta);
        return new PartitionSnapshot(RedisValues.Number(read[0]), RedisValues.Position((string?)read[1]), await live, Pairs(RedisValues.List(await folded)), RedisValues.Number(read[2]));
    }

    public async ValueTask<CommitStatus> CommitAsync(PartitionLease lease, PartitionCommit commit, CancellationToken cancellationToken)
    {
        var partition = lease.Partition;
        var now = time.GetUtcNow();
        var prunes = _pruned[partition] == 0 || time.GetElapsedTime(_pruned[partition]) > PrunePeriod;
        var script = new CommitScript(keys[partition], options);
        script.Add(lease, commit, prunes ? now - ProducersKept : null);
        var answer = RedisValues.List(await calls.RunAsync(partition, RedisScript.Commit, script.Keys, script.Arguments, cancellationToken));
        var status = (CommitStatus)RedisValues.Number(answer[0]);
        if (status == CommitStatus.Committed && prunes)
            _pruned[partition] = time.GetTimestamp();
        // An append notifies only when no entry waits; for entries that wait already, the commit notifies.
        if (RedisValues.Number(answer[1]) > 0)
            signals[partition].Set();
        return status;
    }

    public async ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(int partition, int max, CancellationToken cancellationToken)
    {
        if (max <= 0)
            return [];
        var read = RedisValues.List(await calls.ExecuteAsync(partition, "XRANGE", cancellationToken, keys[partition].Outbox, "-", "+", "COUNT", max));
        return Array.ConvertAll(read, OutboxEntry);
    }

    public async ValueTask<bool> AcknowledgeOutboxAsync(PartitionLease lease, StreamPosition upTo, CancellationToken cancellationToken)
    {
        var of = keys[lease.Partition];
        return RedisValues.Number(await calls.RunAsync(
            lease.Partition, RedisScript.Acknowledge, [of.Meta, of.Outbox], [lease.Owner, lease.Epoch, RedisValues.After(upTo).ToString()], cancellationToken)) == 1;
    }

    public async ValueTask<PartitionStatus> StatusAsync(int partition, CancellationToken cancellationToken)
    {
        var of = keys[partition];
        var read = RedisValues.List(await calls.RunAsync(partition, RedisScript.Status, [of.Meta, of.Events, of.Outbox], [], cancellationToken));
        return new PartitionStatus(
            partition, (string?)read[0], RedisValues.Number(read[1]), RedisValues.Position((string?)read[2]),
            Backlog: RedisValues.Number(read[7]),
            OldestUncommitted: read[8].IsNull ? null : RedisValues.Position((string?)read[8]).Milliseconds,
            Outbox: RedisValues.Number(read[9]), Live: RedisValues.Number(read[3]), DeadLettered: RedisValues.Number(read[4]),
            Fenced: RedisValues.Number(read[5]), Missing: RedisValues.Number(read[6]), Buried: RedisValues.Number(read[10]), ClosedEarly: RedisValues.Number(read[11]), Open: RedisValues.Number(read[12]), Unremembered: RedisValues.Number(read[13]));
    }

    public async ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(int partition, int max, CancellationToken cancellationToken)
    {
        if (max <= 0)
            return [];
        var read = RedisValues.List(await calls.ExecuteAsync(partition, "XREVRANGE", cancellationToken, keys[partition].Dead, "+", "-", "COUNT", max));
        return Array.ConvertAll(read, DeadLetter);
    }

    public async ValueTask RemoveDeadLettersAsync(int partition, IReadOnlyCollection<StreamPosition> positions, CancellationToken cancellationToken)
    {
        if (positions.Count > 0)
            await calls.RunAsync(partition, RedisScript.Unbury, [keys[partition].Dead], [.. positions.Select(p => (object)p.ToString())], cancellationToken);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> FindLiveAsync(int partition, LiveKey key, CancellationToken cancellationToken)
    {
        var state = await calls.ExecuteAsync(partition, "HGET", cancellationToken, keys[partition].Live(CommitScript.BucketOf(key)), RedisValues.Bytes(key));
        return state.IsNull ? default(ReadOnlyMemory<byte>?) : (byte[])state!;
    }

    /// <summary>Reads live states, of one kind or all.</summary>
    public async ValueTask<IReadOnlyList<LiveEntry>> LiveAsync(int partition, ActorKind? kind, CancellationToken cancellationToken)
    {
        var reads = Enumerable.Range(0, RedisKeys.LiveBuckets).Select(b => keys[partition].Live(b)).Chunk(BucketsAtOnce)
            .Select(buckets => LiveAsync(partition, buckets, kind, cancellationToken));
        return [.. (await Task.WhenAll(reads)).SelectMany(read => read)];
    }

    private async Task<List<LiveEntry>> LiveAsync(int partition, RedisKey[] buckets, ActorKind? kind, CancellationToken cancellationToken)
    {
        var live = new List<LiveEntry>();
        while (buckets.Length > 0)
        {
            var answer = RedisValues.List(await calls.RunAsync(partition, RedisScript.Live, buckets, [TextsAtOnce, (int?)kind ?? -1], cancellationToken));
            var pairs = RedisValues.List(answer[1]);
            for (var i = 0; i + 1 < pairs.Length; i += 2)
                live.Add(new LiveEntry(RedisValues.Live((byte[])pairs[i]!), (byte[])pairs[i + 1]!));
            buckets = buckets[(int)RedisValues.Number(answer[0])..];
        }

        return live;
    }

    private static Dictionary<string, long> Pairs(RedisResult[] read)
    {
        var pairs = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < read.Length; i += 2)
            pairs[(string)read[i]!] = RedisValues.Number(read[i + 1]);
        return pairs;
    }

    private static OutboxEntry OutboxEntry(RedisResult result)
    {
        var parts = RedisValues.List(result);
        var fields = RedisValues.List(parts[1]);
        return new OutboxEntry(
            RedisValues.Position((string?)parts[0]),
            new OutboxItem(
                (OutboxKind)(RedisValues.NumberField(fields, "k") ?? byte.MaxValue), (int)(RedisValues.NumberField(fields, "t") ?? -1),
                RedisValues.NumberField(fields, "s") ?? 0, (int)(RedisValues.NumberField(fields, "n") ?? 0), RedisValues.Field(fields, "b")));
    }

    private static DeadLetter DeadLetter(RedisResult result)
    {
        var fields = RedisValues.List(RedisValues.List(result)[1]);
        return new DeadLetter(
            RedisValues.Position(Text("at")), Text("p") ?? "", Text("r") ?? "", RedisValues.Field(fields, "b"));

        string? Text(string name) => RedisValues.Field(fields, name) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;
    }

    private static long Milliseconds(TimeSpan ttl) => (long)Math.Ceiling(ttl.TotalMilliseconds);
}
