namespace ServerSessions.Capture.Queue;

/// <summary>The name under which this process appends to one partition, the numbers it has given, and what it could send again.</summary>
internal sealed class Producer(long ringBytes, TimeProvider time)
{
    /// <summary>Silent for longer, a producer goes on under a new name: storage forgets names, and would take the old one for a gap.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(30);

    private long _spoke = time.GetTimestamp();

    public string Name { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>The number that the next event gets.</summary>
    public long Next { get; private set; } = 1;

    public AcknowledgedRing Ring { get; } = new(ringBytes, time);

    public bool IsSilent => Next > 1 && time.GetElapsedTime(_spoke) > MaxSilence;

    public PendingBatch Number(PendingBatch batch)
    {
        var numbered = batch.From(Next);
        Next += batch.Batch.Count;
        return numbered;
    }

    public void Acknowledge(PendingBatch batch)
    {
        _spoke = time.GetTimestamp();
        // Only the numbers remain of batches that were in doubt too long.
        if (!batch.Batch.Payload.IsEmpty)
            Ring.Add(batch);
    }
}
