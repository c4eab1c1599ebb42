using ServerSessions.Detection;

namespace ServerSessions.Reports;

/// <summary>A rule: its description, its mode, and its precision as judged by people.</summary>
public sealed record DetectorReport
{
    /// <summary>Id of the rule, such as "D13".</summary>
    public required string Id { get; init; }
    /// <summary>Name of the rule in words.</summary>
    public required string Name { get; init; }
    /// <summary>One sentence on what the rule detects.</summary>
    public required string Summary { get; init; }
    /// <summary>Current mode.</summary>
    public DetectionMode Mode { get; init; }
    /// <summary>Default mode.</summary>
    public DetectionMode DefaultMode { get; init; }
    /// <summary>Kinds of its subjects.</summary>
    public IReadOnlyList<ActorKind> Subjects { get; init; } = [];
    /// <summary>Whether its findings only add to those of other rules and are never sent.</summary>
    public bool IsContribution { get; init; }
    /// <summary>Whether it can be replayed over stored journeys by <see cref="ISessionReplays"/>: false for a rule that is made of hours and not of sessions.</summary>
    public bool CanReplay { get; init; } = true;
    /// <summary>Why the rule is blind at present, and what to do; null when it is not.</summary>
    public string? Blind { get; init; }
    /// <summary>Number of exceptions that it threw, and of findings that could not be stored, since this process started.</summary>
    public long Faults { get; init; }
    /// <summary>
    /// Whether a call did not return within <see cref="DetectionOptions.CallLimit"/>, so that the rule is off in this process until the process restarts,
    /// whatever its mode.
    /// </summary>
    public bool IsHung { get; init; }
    /// <summary>Number of its alerts that people acknowledged or resolved.</summary>
    public int FoundTrue { get; init; }
    /// <summary>Number of its alerts that people marked as false positives.</summary>
    public int FoundFalse { get; init; }
    /// <summary>Precision: true ÷ (true + false); null without judged alerts.</summary>
    public double? Precision { get; init; }
    /// <summary>Number of subjects that are suppressed at present, because an alert about them was marked as a false positive.</summary>
    public int Suppressions { get; init; }
    /// <summary>Number of alerts suppressed for that reason in the last 30 days.</summary>
    public long Suppressed { get; init; }
    /// <summary>Response of the rule in mode Enforce; null when none is set.</summary>
    public ResponseKind? Response { get; init; }
    /// <summary>In mode Shadow: number of recorded responses of the last 30 days with a verdict.</summary>
    public int Shadowed { get; init; }
    /// <summary>Number of those responses that would have been false alarms.</summary>
    public int ShadowFalseAlarms { get; init; }
    /// <summary>False alarms ÷ (false alarms + right responses); null without a verdict.</summary>
    public double? ShadowFalseAlarmRate { get; init; }
    /// <summary>References to OWASP, MITRE and similar catalogues.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
