using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys;

/// <summary>One batch on its way into a fold, and how far it has come.</summary>
/// <param name="fold">The fold.</param>
/// <param name="batch">The batch.</param>
/// <param name="from">The first record that is not folded yet.</param>
/// <param name="failures">What has failed in this batch before; null when nothing has.</param>
/// <param name="catalog">The endpoints of the batch's version.</param>
/// <param name="latest">The latest time that an event may have, Unix microseconds.</param>
internal sealed class BatchFold(PartitionFold fold, DecodedBatch batch, int from, EntryFailures? failures, EndpointCatalog catalog, long latest)
{
    /// <summary>The record that is being folded; after a failure the one that failed.</summary>
    public int Record { get; private set; } = from;

    /// <summary>Records that were passed over because they have failed too often.</summary>
    public int Lost { get; private set; }

    public void Run()
    {
        for (; Record < batch.Count; Record++)
            if (failures is null || !failures.Skips(Record))
                Apply(batch.Records[Record]);
            else
            {
                Lost++;
                Miss(batch.Records[Record]);
            }
    }

    private void Apply(in EventRecord record)
    {
        if (record.IsSignal)
            fold.Apply(record.ToSignal(), catalog);
        else if (record.Event.Time > latest)
            fold.Apply(record.Event with { Time = latest }, catalog);
        else
            fold.Apply(record.Event, catalog);
    }

    private void Miss(in EventRecord record)
    {
        if (record is { IsSignal: false, Event.OpensSession: true })
            fold.Miss(record.Event.Key, Math.Min(record.Event.Time, latest));
    }
}
