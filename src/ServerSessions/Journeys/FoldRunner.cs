using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys;

/// <summary>Runs a partition's fold: in place while only built-in rules run, and on a thread of its own while a detector of the application runs.</summary>
internal sealed class FoldRunner(PartitionFold fold, DetectionEngine detection, TimeProvider time, CancellationToken letGo) : IDisposable
{
    private readonly FoldThread _thread = new(fold.Call, detection.CallLimit, detection.SwitchOff, time, letGo);

    public PartitionFold Fold => fold;

    /// <summary>Folds the events of a batch, without the first ones.</summary>
    /// <exception cref="FoldAbandonedException">A detector did not return in time; the fold must not be used any more.</exception>
    public ValueTask FoldAsync(DecodedBatch batch, int without, EndpointCatalog catalog, long latest)
    {
        if (detection.RunsApplicationCode)
            return FoldApartAsync(batch, without, catalog, latest);
        Apply(batch, without, catalog, latest);
        return default;
    }

    /// <summary>Lets time pass in the fold, Unix microseconds.</summary>
    /// <exception cref="FoldAbandonedException">As above.</exception>
    public ValueTask AdvanceToAsync(long now)
    {
        if (detection.RunsApplicationCode)
            return new ValueTask(_thread.RunAsync(() => fold.AdvanceTo(now)));
        fold.AdvanceTo(now);
        return default;
    }

    public void Dispose() => _thread.Dispose();

    private ValueTask FoldApartAsync(DecodedBatch batch, int without, EndpointCatalog catalog, long latest) =>
        new(_thread.RunAsync(() => Apply(batch, without, catalog, latest)));

    private void Apply(DecodedBatch batch, int without, EndpointCatalog catalog, long latest)
    {
        foreach (ref readonly var record in batch.Records[without..])
        {
            if (record.IsSignal)
                fold.Apply(record.ToSignal(), catalog);
            else if (record.Event.Time > latest)
                fold.Apply(record.Event with { Time = latest }, catalog);
            else
                fold.Apply(record.Event, catalog);
        }
    }
}
