using System.Globalization;
using System.Text;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Stores the event log: a stream for each partition, an entry for each batch.</summary>
internal sealed class RedisEventLog(RedisCalls calls, RedisKeys[] keys, RedisNotifications notifications, long maxBacklog, AppendSignal[] signals)
{
    public async ValueTask<AppendResult> AppendAsync(
        int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        var arguments = new object[4 + (3 * batches.Count)];
        arguments[0] = producer;
        arguments[1] = SignalProducer.Is(producer) ? 0 : maxBacklog;
        arguments[2] = notifications.Appended;
        arguments[3] = partition;
        for (var i = 0; i < batches.Count; i++)
        {
            arguments[4 + (3 * i)] = batches[i].FirstSequence;
            arguments[5 + (3 * i)] = batches[i].Count;
            arguments[6 + (3 * i)] = RedisValues.Bytes(batches[i].Payload);
        }

        try
        {
            var result = await RunAsync(partition, producer, arguments, cancellationToken);
            // A primary that was frozen and resumes reports an old sequence until it detects its demotion. So a gap counts only when the servers agree.
            if (result.Status == AppendStatus.Gap && await calls.SettleAsync(cancellationToken))
                result = await RunAsync(partition, producer, arguments, cancellationToken);
            else if (result.Status == AppendStatus.Gap)
                throw new StorageUnavailableException("The servers of the Redis cluster do not agree on the owners of the slots.");
            return result;
        }
        catch (StorageFullException)
        {
            // A producer handles a full server like a long backlog: it sheds the same events.
            return new AppendResult(AppendStatus.Busy, await LastAsync(partition, producer, cancellationToken));
        }
    }

    public async ValueTask<IReadOnlyList<LogEntry>> ReadAsync(int partition, StreamPosition after, int max, CancellationToken cancellationToken)
    {
        if (max <= 0)
            return [];
        var read = RedisValues.List(await calls.ExecuteAsync(
            partition, "XRANGE", cancellationToken, keys[partition].Events, RedisValues.After(after).ToString(), "+", "COUNT", max));
        return Array.ConvertAll(read, Entry);
    }

    public ValueTask WaitAsync(int partition, TimeSpan atMost, CancellationToken cancellationToken) => signals[partition].WaitAsync(atMost, cancellationToken);

    private async ValueTask<AppendResult> RunAsync(int partition, string producer, object[] arguments, CancellationToken cancellationToken)
    {
        RedisKey[] of = [keys[partition].Events, keys[partition].Producers];
        // A worker appends to other partitions and must continue when one of them does not answer.
        var answer = RedisValues.List(SignalProducer.Is(producer)
            ? await calls.RunAsync(partition, RedisScript.Append, of, arguments, cancellationToken)
            : await calls.RunWhenPossibleAsync(partition, RedisScript.Append, of, arguments, cancellationToken));
        if (answer.Length > 2)
            notifications.Refused((string?)answer[2] ?? "");
        return new AppendResult((AppendStatus)RedisValues.Number(answer[0]), RedisValues.Number(answer[1]));
    }

    private async ValueTask<long> LastAsync(int partition, string producer, CancellationToken cancellationToken)
    {
        var stored = (string?)await calls.ExecuteAsync(partition, "HGET", cancellationToken, keys[partition].Producers, producer);
        return stored is null ? 0 : long.Parse(stored.AsSpan(0, stored.IndexOf(' ', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    // An entry that another program wrote has no count, and its bytes do not decode as a batch.
    private static LogEntry Entry(RedisResult result)
    {
        var parts = RedisValues.List(result);
        var fields = RedisValues.List(parts[1]);
        var position = RedisValues.Position((string?)parts[0]);
        var payload = RedisValues.Field(fields, "b");
        if (payload is null || RedisValues.Field(fields, "p") is not { } producer || RedisValues.NumberField(fields, "s") is not (> 0 and var first)
            || RedisValues.NumberField(fields, "n") is not (> 0 and <= int.MaxValue and var count))
            return new LogEntry(position, "", new EventBatch(0, 0, payload ?? Joined(fields)));
        return new LogEntry(position, Encoding.UTF8.GetString(producer), new EventBatch(first, (int)count, payload));
    }

    private static byte[] Joined(RedisResult[] fields) => [.. fields.SelectMany(f => (byte[]?)f ?? [])];
}
