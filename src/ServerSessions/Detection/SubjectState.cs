namespace ServerSessions.Detection;

/// <summary>What all rules together remember about one subject, and when to look again without an event.</summary>
internal sealed class SubjectState
{
    // Most subjects are never looked at by a rule that remembers.
    private Dictionary<string, DetectorMemory>? _memories;
    private Dictionary<string, long>? _wakes;

    /// <summary>By rule id; only rules that remember something are here.</summary>
    public Dictionary<string, DetectorMemory> Memories => _memories ??= new(StringComparer.Ordinal);

    /// <summary>Unix microseconds of the next wake by rule id.</summary>
    public Dictionary<string, long> Wakes => _wakes ??= new(StringComparer.Ordinal);

    /// <summary>Time of the newest event, Unix microseconds.</summary>
    public long LastSeen { get; set; }

    public bool Remembers(string rule) => _memories is { Count: > 0 } memories && memories.ContainsKey(rule);

    public bool IsEmpty => _memories is null or { Count: 0 } && _wakes is null or { Count: 0 };

    /// <summary>No rule remembers more than two things, and none waits or has found something.</summary>
    public bool IsHardlySeen => _wakes is null or { Count: 0 } && (_memories is null || _memories.Values.All(m => m.Marks.Count <= 2 && m.Raised is null));

    public long? NextWake => _wakes is null or { Count: 0 } ? null : _wakes.Values.Min();
}
