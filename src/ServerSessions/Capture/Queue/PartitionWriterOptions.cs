namespace ServerSessions.Capture.Queue;

/// <summary>Sizes and times of sending.</summary>
/// <param name="RingBytes">Maximum size of the acknowledged batches of one partition.</param>
internal sealed record PartitionWriterOptions(long RingBytes = PartitionWriterOptions.MaxRingBytes)
{
    public const int BatchesPerAppend = 16;

    private const long MaxRingBytes = 256 * 1024;
    private const long AllRingsBytes = 4 << 20;

    /// <summary>A batch that storage has not taken in this time is given up.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestBackOff = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromSeconds(2);

    public static PartitionWriterOptions For(int partitions) => new(Math.Min(MaxRingBytes, AllRingsBytes / partitions));

    /// <summary>How long to wait after one more failure.</summary>
    public static TimeSpan Longer(TimeSpan backOff)
    {
        var next = backOff == TimeSpan.Zero ? ShortestBackOff : 2 * backOff;
        return (next < MaxBackOff ? next : MaxBackOff) * (0.9 + (0.2 * Random.Shared.NextDouble()));
    }
}
