using System.Collections.Frozen;

namespace ServerSessions.Detection;

/// <summary>Which rules run, and what people have decided about them: exchanged as a whole while partitions are processed.</summary>
internal sealed class RunningRules
{
    private readonly ISessionDetector[][] _byKind; // by the kind's number
    private readonly FrozenDictionary<string, DetectionMode> _modes;
    private readonly FrozenDictionary<string, DateTimeOffset> _suppressed;

    public RunningRules(
        IReadOnlyList<ISessionDetector> detectors, IReadOnlyDictionary<string, DetectionMode> modes, IEnumerable<Suppression> suppressions, Baselines baselines)
    {
        Baselines = baselines;
        _modes = detectors.ToFrozenDictionary(d => d.Info.Id, d => Allowed(d.Info, modes.GetValueOrDefault(d.Info.Id, d.Info.Mode)), StringComparer.OrdinalIgnoreCase);
        _suppressed = suppressions.GroupBy(s => s.Key, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Max(s => s.Until), StringComparer.Ordinal);
        var kinds = Enum.GetValues<ActorKind>();
        _byKind = new ISessionDetector[kinds.Max(kind => (int)kind) + 1][];
        foreach (var kind in kinds)
            _byKind[(int)kind] = [.. detectors.Where(d => _modes[d.Info.Id] != DetectionMode.Off && d.Info.Subjects.Contains(kind))];
        All = [.. detectors.Where(d => _modes[d.Info.Id] != DetectionMode.Off)];
        RunsApplicationCode = All.Any(d => d is ApplicationDetector);
        ActorKinds = [.. kinds.Where(kind => kind != ActorKind.Session && _byKind[(int)kind].Length > 0)];
    }

    public Baselines Baselines { get; }

    /// <summary>Kinds of actors that a running rule is about.</summary>
    public ActorKind[] ActorKinds { get; }

    public ISessionDetector[] About(ActorKind kind) => _byKind[(int)kind];

    /// <summary>Whether a rule runs that the application supplies: one that can hang.</summary>
    public bool RunsApplicationCode { get; }

    /// <summary>Every rule that runs.</summary>
    public ISessionDetector[] All { get; }

    /// <summary>Rules that may remember something about this kind: a source also answers for what any rule saw induced from it.</summary>
    public ISessionDetector[] Remembering(ActorKind kind) => kind == ActorKind.Source ? All : About(kind);

    /// <summary>Whether rules remember of a subject what only successful use brings about.</summary>
    public bool HasHistory(ActorKind kind, SubjectState state)
    {
        foreach (var detector in About(kind))
            if (detector.Info.HistoryOf == kind && state.HasMarks(detector.Info.Id))
                return true;
        return false;
    }

    public DetectionMode ModeOf(string rule) => _modes[rule];

    /// <summary>Whether the rule exists and its alerts are sent.</summary>
    public bool Alerts(string rule) => _modes.TryGetValue(rule, out var mode) && mode >= DetectionMode.Alert;

    public bool IsSuppressed(Finding finding, DateTimeOffset now) =>
        _suppressed.Count > 0
        && _suppressed.TryGetValue(Suppression.KeyOf(finding), out var until) && now < until;

    private static DetectionMode Allowed(DetectorInfo rule, DetectionMode mode) =>
        rule.IsContribution && mode > DetectionMode.Observe ? DetectionMode.Observe : mode;
}
