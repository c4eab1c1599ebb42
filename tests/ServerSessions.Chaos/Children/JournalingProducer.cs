using ServerSessions.Chaos.Journal;
using ServerSessions.Chaos.Running;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Chaos.Children;

/// <summary>Notes what a producer sends and what is acknowledged, from the very bytes that are sent. Commits the sabotage that was asked for.</summary>
internal sealed class JournalingProducer(JournalWriter journal, Sabotage sabotage, int seed) : StorageInterceptor
{
    private const int Every = 200;

    private readonly Random _random = new(seed);
    private readonly EventBatchDecoder _decoder = new(new StringPool());
    private readonly EventBatchEncoder _encoder = new();
    private readonly Lock _gate = new();

    public override async ValueTask<AppendResult> AppendAsync(
        ISessionStorage inner, int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        var harm = Note(partition, producer, batches);
        var result = await SendAsync(inner, harm, partition, producer, batches, cancellationToken);
        if (result.Status is AppendStatus.Appended or AppendStatus.Duplicate)
            foreach (var batch in batches)
                journal.Acknowledge(partition, producer, batch.FirstSequence);
        return result;
    }

    // The decoder is for one thread; the flusher may send to several partitions at a time.
    private Sabotage Note(int partition, string producer, IReadOnlyList<EventBatch> batches)
    {
        lock (_gate)
        {
            foreach (var batch in batches)
                journal.Send(partition, producer, batch.FirstSequence, _decoder.Decode(batch.Payload));
            return sabotage != Sabotage.None && _random.Next(Every) == 0 ? sabotage : Sabotage.None;
        }
    }

    private async ValueTask<AppendResult> SendAsync(
        ISessionStorage inner, Sabotage harm, int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        switch (harm)
        {
            case Sabotage.Lose:
                var empty = batches.Select(b => b with { Payload = Encoded(b, keep: 1) }).ToArray();
                return await inner.AppendAsync(partition, producer, empty, cancellationToken);
            case Sabotage.Reorder:
                var turned = batches.Select(b => b with { Payload = Encoded(b, keep: b.Count, turn: true) }).ToArray();
                return await inner.AppendAsync(partition, producer, turned, cancellationToken);
            case Sabotage.Double:
                var other = batches.Select(b => b with { FirstSequence = b.FirstSequence - batches[0].FirstSequence + 1 }).ToArray();
                await inner.AppendAsync(partition, Guid.NewGuid().ToString("N"), other, cancellationToken);
                return await inner.AppendAsync(partition, producer, batches, cancellationToken);
            default:
                return await inner.AppendAsync(partition, producer, batches, cancellationToken);
        }
    }

    private byte[] Encoded(EventBatch batch, int keep, bool turn = false)
    {
        lock (_gate)
        {
            var decoded = _decoder.Decode(batch.Payload);
            _encoder.Begin(decoded.Catalog);
            for (var i = 0; i < keep; i++)
                _encoder.Add(decoded[turn ? keep - 1 - i : i].Event);
            return _encoder.Finish().ToArray();
        }
    }
}
