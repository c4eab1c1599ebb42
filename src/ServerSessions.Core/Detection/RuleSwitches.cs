using ServerSessions.Diagnostics;

namespace ServerSessions.Detection;

/// <summary>Which rules run: as configured, as people have decided since, and without those whose detector hangs. What runs is exchanged as a whole.</summary>
internal sealed class RuleSwitches
{
    private readonly IReadOnlyList<ISessionDetector> _detectors;
    private readonly ApplicationFaults _faults;
    private readonly TimeSpan _limit;
    private readonly Dictionary<string, DetectionMode> _configured;
    private readonly Lock _exchange = new();
    private readonly HashSet<string> _hung = new(StringComparer.OrdinalIgnoreCase);
    private volatile RunningRules _running;
    private Dictionary<string, DetectionMode> _modes;
    private IReadOnlyList<Suppression> _suppressions = [];

    public RuleSwitches(IReadOnlyList<ISessionDetector> detectors, DetectionOptions options, ApplicationFaults faults)
    {
        (_detectors, _faults, _limit) = (detectors, faults, options.CallLimit);
        _configured = detectors.ToDictionary(
            d => d.Info.Id, d => options.Modes.TryGetValue(d.Info.Id, out var mode) ? mode : d.Info.Mode, StringComparer.OrdinalIgnoreCase);
        _modes = _configured;
        _running = new RunningRules(detectors, _configured, [], Baselines.Empty);
    }

    public RunningRules Running => _running;

    /// <summary>Takes over what people have decided and what was learnt, while partitions are rolled.</summary>
    /// <param name="modes">Modes set at run time; rules that are not in it have the mode of the options.</param>
    /// <param name="suppressions">Alerts that were marked false.</param>
    /// <param name="baselines">What was learnt.</param>
    public void Take(IReadOnlyDictionary<string, DetectionMode> modes, IEnumerable<Suppression> suppressions, Baselines baselines)
    {
        var all = new Dictionary<string, DetectionMode>(_configured, StringComparer.OrdinalIgnoreCase);
        foreach (var (rule, mode) in modes)
            all[rule] = mode;
        lock (_exchange)
        {
            (_modes, _suppressions) = (all, [.. suppressions]);
            Exchange(baselines);
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

    private void Exchange(Baselines baselines)
    {
        var modes = _modes;
        if (_hung.Count > 0)
        {
            modes = new Dictionary<string, DetectionMode>(_modes, StringComparer.OrdinalIgnoreCase);
            foreach (var rule in _hung)
                modes[rule] = DetectionMode.Off;
        }

        _running = new RunningRules(_detectors, modes, _suppressions, baselines);
    }
}
