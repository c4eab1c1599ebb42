namespace ServerSessions.Storage.InProcess;

/// <summary>The last sequence of every producer that appended within a day; other partitions (roll:…) are kept for ever.</summary>
internal sealed class ProducerTable(TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (long Sequence, long At)> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _folded = new(StringComparer.Ordinal);
    private long _pruned = time.GetTimestamp();


    public long LastOf(string producer) => _producers.GetValueOrDefault(producer).Sequence;

    /// <summary>Returns the last folded sequence of each producer.</summary>
    public Dictionary<string, long> Folded() => new(_folded, StringComparer.Ordinal);

    public void SetFolded(IReadOnlyDictionary<string, long> folded)
    {
        foreach (var (producer, sequence) in folded)
            _folded[producer] = sequence;
    }

    public void Set(string producer, long sequence)
    {
        var now = time.GetTimestamp();
        _producers[producer] = (sequence, now);
        if (time.GetElapsedTime(_pruned, now) < Period)
            return;
        _pruned = now;
        foreach (var (name, (_, at)) in _producers)
        {
            if (!SignalProducer.Is(name) && time.GetElapsedTime(at, now) > Kept)
            {
                _producers.Remove(name);
                _folded.Remove(name);
            }
        }
    }
}
