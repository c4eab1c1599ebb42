namespace ServerSessions.Detection;

/// <summary>What all rules together remember about one subject, and the time of the next check without an event.</summary>
internal sealed class SubjectState
{
    // Most subjects never meet a rule that keeps a memory.
    private Dictionary<string, DetectorMemory>? _memories;
    private Dictionary<string, long>? _wakes;

    /// <summary>Whether a rule remembers something, apart from <see cref="Everything"/>.</summary>
    public bool HasMemories => _memories is { Count: > 0 };

    /// <summary>By rule id; only rules that remember something are here.</summary>
    public Dictionary<string, DetectorMemory> Memories => _memories ??= new(StringComparer.Ordinal);

    /// <summary>Unix microseconds of the next wake by rule id.</summary>
    public Dictionary<string, long> Wakes => _wakes ??= new(StringComparer.Ordinal);

    /// <summary>Time of the newest event, Unix microseconds.</summary>
    public long LastSeen { get; set; }

    /// <summary>
    /// What rules remember of this subject including requests that a page can have caused; null while there were none. A rule is in it from its first such request
    /// on, starting with a copy of its memory of the subject's own requests.
    /// </summary>
    public SubjectState? Everything { get; set; }

    /// <summary>The source of the newest request in <see cref="Everything"/> that a page can have caused.</summary>
    public Pseudonym Source { get; set; }

    public bool Remembers(string rule) =>
        (_memories is { Count: > 0 } memories && memories.ContainsKey(rule)) || Everything?.Remembers(rule) == true;

    public bool IsEmpty => _memories is null or { Count: 0 } && _wakes is null or { Count: 0 } && Everything is null or { IsEmpty: true };

    /// <summary>Whether no rule remembers more than one event.</summary>
    public bool IsSeenOnce => (_memories is null || _memories.Values.All(m => m.Marks.Count <= 1)) && Everything is null or { IsSeenOnce: true };

    /// <summary>Whether a rule has found something.</summary>
    public bool IsFound => _memories?.Values.Any(m => m.Raised is not null) == true || Everything?.IsFound == true;

    /// <summary>Whether a rule remembers an event of this subject.</summary>
    public bool HasMarks(string rule) => _memories?.TryGetValue(rule, out var memory) == true && memory.Marks.Count > 0;

    public long? NextWake
    {
        get
        {
            long? own = _wakes is null or { Count: 0 } ? null : _wakes.Values.Min();
            return Everything?.NextWake is { } other && !(own <= other) ? other : own;
        }
    }
}
