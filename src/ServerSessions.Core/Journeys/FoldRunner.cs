using ServerSessions.Detection;

namespace ServerSessions.Journeys;

/// <summary>Runs a partition's fold: in place while only built-in rules run, and on a thread of its own while a detector of the application runs.</summary>
internal sealed class FoldRunner(PartitionFold fold, DetectionEngine detection, TimeProvider time, CancellationToken letGo) : IDisposable
{
    private readonly FoldThread _thread = new(fold.Call, detection.CallLimit, detection.SwitchOff, time, letGo);

    public PartitionFold Fold => fold;

    /// <summary>Folds a batch.</summary>
    /// <exception cref="FoldAbandonedException">A detector did not return in time; the fold must not be used any more.</exception>
    public ValueTask FoldAsync(BatchFold batch)
    {
        if (detection.RunsApplicationCode)
            return new ValueTask(_thread.RunAsync(batch.Run));
        batch.Run();
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
}
