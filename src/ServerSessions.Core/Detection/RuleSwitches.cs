using ServerSessions.Diagnostics;

namespace ServerSessions.Detection;

/// <summary>Which rules run: as configured, as people have decided since, and without those whose detector hangs. What runs is exchanged as a whole.</summary>
internal sealed class RuleSwitches
{
    private readonly IReadOnlyList<ISessionDetector> _detectors;
    private readonly ApplicationFaults _faults;
    private readonly TimeSpan _limit;
    private readonly Lock _exchange = new();
    private readonly HashSet<string> _hung = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, DetectionMode> _configured;
    private IReadOnlyDictionary<string, DetectionMode> _decided = new Dictionary<string, DetectionMode>();
    private volatile RunningRules _running;
    private IReadOnlyList<Suppression> _suppressions = [];

    public RuleSwitches(IReadOnlyList<ISessionDetector> detectors, DetectionOptions options, ApplicationFaults faults)
    {
        (_detectors, _faults, _limit) = (detectors, faults, options.CallLimit);
        _configured = Configured(options.Modes);
        _running = new RunningRules(detectors, _configured, [], Baselines.Empty);
    }

    public RunningRules Running => _running;

    /// <summary>Takes over what people have decided and what was learned, while partitions are processed.</summary>
    /// <param name="modes">Modes set at run time; rules that are not in it have the mode of the options.</param>
    /// <param name="suppressions">Alerts that were marked false.</param>
    /// <param name="baselines">The learned baselines.</param>
    public void Take(IReadOnlyDictionary<string, DetectionMode> modes, IEnumerable<Suppression> suppressions, Baselines baselines)
    {
        lock (_exchange)
        {
            (_decided, _suppressions) = (modes, [.. suppressions]);
            Exchange(baselines);
        }
    }

    /// <summary>Takes over the modes of a configuration that was loaded anew; what people have decided goes before them.</summary>
    public void Configure(IDictionary<string, DetectionMode> modes)
    {
        lock (_exchange)
        {
            _configured = Configured(modes);
            Exchange(Running.Baselines);
        }
    }

    /// <summary>A call of this detector did not return within the limit: it is off until the process ends, whatever its mode.</summary>
    public void SwitchOff(ISessionDetector detector)
    {
        var part = DetectorCalls.PartOf(detector.Info.Id);
        lock (_exchange)
        {
            _faults.Count(part);
            if (!_hung.Add(detector.Info.Id))
                return;
            Exchange(Running.Baselines);
        }

        _faults.SwitchedOff(part, _limit);
    }

    /// <summary>Whether the rule is off because a call did not return.</summary>
    public bool IsHung(string rule)
    {
        lock (_exchange)
            return _hung.Contains(rule);
    }

    private Dictionary<string, DetectionMode> Configured(IDictionary<string, DetectionMode> modes) => _detectors.ToDictionary(
        d => d.Info.Id, d => modes.TryGetValue(d.Info.Id, out var mode) ? mode : d.Info.Mode, StringComparer.OrdinalIgnoreCase);

    private void Exchange(Baselines baselines)
    {
        var modes = new Dictionary<string, DetectionMode>(_configured, StringComparer.OrdinalIgnoreCase);
        foreach (var (rule, mode) in _decided)
            modes[rule] = mode;
        foreach (var rule in _hung)
            modes[rule] = DetectionMode.Off;
        _running = new RunningRules(_detectors, modes, _suppressions, baselines);
    }
}
