namespace ServerSessions.Detection;

/// <summary>What all rules together remember about one subject, and when to look again without an event.</summary>
internal sealed class SubjectState
{
    /// <summary>By rule id; only rules that remember something are here.</summary>
    public Dictionary<string, DetectorMemory> Memories { get; } = new(StringComparer.Ordinal);

    /// <summary>Unix microseconds of the next wake by rule id.</summary>
    public Dictionary<string, long> Wakes { get; } = new(StringComparer.Ordinal);

    /// <summary>Time of the newest event, Unix microseconds.</summary>
    public long LastSeen { get; set; }

    public bool IsEmpty => Memories.Count == 0 && Wakes.Count == 0;

    public long? NextWake => Wakes.Count == 0 ? null : Wakes.Values.Min();
}
