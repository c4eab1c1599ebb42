using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Support;

/// <summary>One partition's log with the guard of the contract, which can lose what it has acknowledged, as a failover does.</summary>
internal sealed class LossyLog : IEventLog
{
    private readonly EventBatchDecoder _decoder = new(new StringPool());
    private readonly List<(string Producer, EventBatch Batch)> _entries = [];
    private string _newest = "";

    public int Partitions => 1;

    /// <summary>Called before an append; it may throw, or answer in its place.</summary>
    public Func<AppendResult?> Before { get; set; } = () => null;

    /// <summary>Called after an append that was done; it may throw, and the answer is lost.</summary>
    public Action After { get; set; } = () => { };

    public IReadOnlyList<string> Producers => [.. _entries.Select(e => e.Producer).Distinct()];

    /// <summary>Times of the events, in the order of the log.</summary>
    public IReadOnlyList<long> Times => [.. _entries.SelectMany(e => _decoder.Decode(e.Batch.Payload).Records.ToArray()).Select(r => r.Event.Time)];

    public IReadOnlyList<bool> Gaps => [.. _entries.SelectMany(e => _decoder.Decode(e.Batch.Payload).Records.ToArray()).Select(r => r.Event.Is(EventFlags.Gap))];

    /// <summary>A replica that never had the newest batches of the newest producer takes over.</summary>
    public void LoseNewest(int batches)
    {
        var newest = _entries.FindLastIndex(e => e.Producer != _newest) + 1;
        var from = Math.Max(newest, _entries.Count - batches);
        _entries.RemoveRange(from, _entries.Count - from);
    }

    public ValueTask<AppendResult> AppendAsync(int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        _newest = producer;
        if (Before() is { } instead)
            return new(instead);
        var last = LastOf(producer);
        var next = batches.SkipWhile(b => b.LastSequence <= last).ToList();
        if (next.Count == 0)
            return new(new AppendResult(AppendStatus.Duplicate, last));
        if (next[0].FirstSequence != last + 1)
            return new(new AppendResult(AppendStatus.Gap, last));
        _entries.AddRange(next.Select(b => (producer, b with { Payload = b.Payload.ToArray() })));
        After();
        return new(new AppendResult(AppendStatus.Appended, LastOf(producer)));
    }

    public long LastOf(string producer) => _entries.Where(e => e.Producer == producer).Select(e => e.Batch.LastSequence).DefaultIfEmpty().Max();

    public ValueTask<IReadOnlyList<LogEntry>> ReadAsync(int partition, StreamPosition after, int max, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Writers do not read.");

    public ValueTask WaitAsync(int partition, TimeSpan atMost, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Writers do not wait.");
}
