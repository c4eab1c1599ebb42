namespace ServerSessions;

/// <summary>A rule: what it is, what it does now, and how right people have found it.</summary>
public sealed record DetectorReport
{
    /// <summary>Its id, "D13".</summary>
    public required string Id { get; init; }
    /// <summary>Its name in words.</summary>
    public required string Name { get; init; }
    /// <summary>What the rule detects, in one sentence.</summary>
    public required string Summary { get; init; }
    /// <summary>What its findings lead to now.</summary>
    public DetectionMode Mode { get; init; }
    /// <summary>The mode that it starts in when nobody sets one.</summary>
    public DetectionMode DefaultMode { get; init; }
    /// <summary>The subject.</summary>
    public IReadOnlyList<ActorKind> Subjects { get; init; } = [];
    /// <summary>Its findings only add to others' and are never sent.</summary>
    public bool IsContribution { get; init; }
    /// <summary>Why it sees nothing at present, and what to do; null when it sees.</summary>
    public string? Blind { get; init; }
    /// <summary>Exceptions that it threw, and findings that could not be stored, in this process since it began.</summary>
    public long Faults { get; init; }
    /// <summary>A call of it did not return within <see cref="DetectionOptions.CallLimit"/>: it is off in this process until the process restarts, whatever its mode.</summary>
    public bool IsHung { get; init; }
    /// <summary>Its alerts that people found true (acknowledged or resolved).</summary>
    public int FoundTrue { get; init; }
    /// <summary>Its alerts that people found false.</summary>
    public int FoundFalse { get; init; }
    /// <summary>Found true / (found true + found false); null while nobody has judged one.</summary>
    public double? Precision { get; init; }
    /// <summary>Subjects that it does not alert about at present, because an alert about them was marked false.</summary>
    public int Suppressions { get; init; }
    /// <summary>Alerts that were not raised for that reason in the last 30 days.</summary>
    public long Suppressed { get; init; }
    /// <summary>What is done about its findings in mode Enforce; null when nothing is set.</summary>
    public ResponseKind? Response { get; init; }
    /// <summary>In mode Shadow: responses of the last 30 days that were only thought of and have been judged by what their sessions did next.</summary>
    public int Shadowed { get; init; }
    /// <summary>Of them, those that would have been false alarms.</summary>
    public int ShadowFalseAlarms { get; init; }
    /// <summary>False alarms / (false alarms + right ones); null while no shadowed response has a verdict.</summary>
    public double? ShadowFalseAlarmRate { get; init; }
    /// <summary>References to OWASP, MITRE and similar catalogues.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
