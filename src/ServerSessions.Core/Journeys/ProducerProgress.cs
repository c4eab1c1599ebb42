using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>
/// How far each producer's events are folded. Appends are guarded already; this guards against what happens to the log itself:
/// entries that come a second time are passed over, entries that are gone are seen and counted.
/// </summary>
internal sealed class ProducerProgress
{
    // A number beyond this is no gap but a number that no producer assigned.
    private const long LargestHole = 1L << 32;
    private const int MaxNameLength = 64;

    private readonly Dictionary<string, long> _folded = new(StringComparer.Ordinal);
    private Dictionary<string, long> _changed = new(StringComparer.Ordinal);

    /// <summary>Events that were missing since the last commit.</summary>
    public long Missing { get; private set; }

    public bool HasChanged => _changed.Count > 0;

    public IReadOnlyDictionary<string, long> Changed => _changed;

    public void Begin(IReadOnlyDictionary<string, long> folded)
    {
        _folded.Clear();
        foreach (var (producer, sequence) in folded)
            _folded[producer] = sequence;
        Committed();
    }

    public void Committed()
    {
        _changed = new Dictionary<string, long>(StringComparer.Ordinal);
        Missing = 0;
    }

    public static bool IsSound(in LogEntry entry) =>
        entry.Batch.Count > 0 && entry.Producer.Length is > 0 and <= MaxNameLength && entry.Batch.FirstSequence is > 0 and < 1L << 52
        && !entry.Producer.AsSpan().ContainsAnyExceptInRange('!', '~');

    public bool Follows(in LogEntry entry) => entry.Batch.FirstSequence == _folded.GetValueOrDefault(entry.Producer) + 1;

    /// <summary>
    /// Notes an entry, and returns how many of its events were folded before and how many before it are missing. Null when its number cannot be one that the
    /// producer assigned.
    /// </summary>
    public (int Known, long Missing)? Note(in LogEntry entry)
    {
        var last = _folded.GetValueOrDefault(entry.Producer);
        var missing = entry.Batch.FirstSequence - last - 1;
        if (missing > LargestHole)
            return null;
        if (entry.Batch.LastSequence > last)
            _folded[entry.Producer] = _changed[entry.Producer] = entry.Batch.LastSequence;
        if (missing > 0)
            Missing += missing;
        return ((int)Math.Clamp(-missing, 0, entry.Batch.Count), Math.Max(0, missing));
    }
}
