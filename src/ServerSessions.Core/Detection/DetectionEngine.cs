using ServerSessions.Diagnostics;
using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>
/// Runs the rules of a kind of subject over one event and makes findings of what they state. Pure: all it keeps is in the
/// <see cref="SubjectState"/> that it is given.
/// </summary>
internal sealed class DetectionEngine
{
    private static readonly TimeSpan MinWait = TimeSpan.FromMilliseconds(100);

    private readonly RuleSwitches _switches;
    private readonly Incident _incident;
    private readonly DetectorCalls _calls;

    public DetectionEngine(IEnumerable<ISessionDetector> detectors, DetectionOptions options, ApplicationFaults? faults = null)
    {
        Detectors = [.. detectors.Select(ApplicationDetector.Around)];
        CallLimit = options.CallLimit;
        _calls = new DetectorCalls(faults ?? new ApplicationFaults());
        if (Detectors.GroupBy(d => d.Info.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two detectors have the id \"{twice.Key}\": {string.Join(" and ", twice.Select(ApplicationDetector.TypeName))}. Give one of them another id.");
        Check(options.Modes);
        _incident = new Incident(options.Incidents);
        _switches = new RuleSwitches(Detectors, options, _calls.Faults);
    }

    public IReadOnlyList<ISessionDetector> Detectors { get; }

    private RunningRules Running => _switches.Running;

    /// <summary>Maximum duration of one call of a detector that the application supplies.</summary>
    public TimeSpan CallLimit { get; }

    /// <summary>Whether a rule runs that the application supplies: the fold then runs where it can be abandoned.</summary>
    public bool RunsApplicationCode => Running.RunsApplicationCode;

    /// <summary>Kinds of actors that a running rule is about.</summary>
    public ActorKind[] ActorKinds => Running.ActorKinds;

    /// <summary>What was learned of the application, as rules receive it.</summary>
    public Baselines Baselines => Running.Baselines;

    /// <inheritdoc cref="RuleSwitches.Take"/>
    public void Take(IReadOnlyDictionary<string, DetectionMode> modes, IEnumerable<Suppression> suppressions, Baselines baselines) => _switches.Take(modes, suppressions, baselines);

    /// <inheritdoc cref="RuleSwitches.Configure"/>
    /// <exception cref="InvalidOperationException">A mode is set for a rule that is not there.</exception>
    public void Configure(IDictionary<string, DetectionMode> modes)
    {
        Check(modes);
        _switches.Configure(modes);
    }

    /// <inheritdoc cref="RuleSwitches.SwitchOff"/>
    public void SwitchOff(ISessionDetector detector) => _switches.SwitchOff(detector);

    /// <inheritdoc cref="RuleSwitches.IsHung"/>
    public bool IsHung(string rule) => _switches.IsHung(rule);

    public bool IsSuppressed(Finding finding, DateTimeOffset now) => Running.IsSuppressed(finding, now);

    /// <summary>Whether the rule's findings only add to others'.</summary>
    public bool IsContribution(string rule) => Detectors.FirstOrDefault(d => d.Info.Id == rule)?.Info.IsContribution ?? false;

    /// <summary>Marks that a rule keeps for a subject; a rule that is gone gets the default, so that its stored state can still be read.</summary>
    public int CapacityOf(string rule) =>
        Detectors.FirstOrDefault(d => d.Info.Id == rule)?.Info.Capacity ?? DetectorInfo.DefaultCapacity;

    public DetectionMode ModeOf(string rule) => Running.ModeOf(rule);

    /// <summary>Whether a rule about this kind of actor wants the event that the context holds.</summary>
    public bool Concerns(ActorKind kind, DetectorContext context)
    {
        var running = Running;
        context.SubjectKind = kind;
        context.Baselines = running.Baselines;
        foreach (var detector in running.About(kind))
            if (_calls.Concerns(detector, context))
                return true;
        return false;
    }

    /// <summary>Runs the rules over the event that the context holds.</summary>
    public void Observe(ActorKind kind, string subject, SubjectState state, DetectorContext context, List<DetectionResult> results)
    {
        var any = false;
        var running = Running;
        foreach (var detector in running.About(kind))
        {
            context.SubjectKind = kind;
            context.Baselines = running.Baselines;
            if (!_calls.Concerns(detector, context))
                continue;
            any = true;
            RunApart(detector, kind, subject, state, context, results);
        }

        if (any)
            state.LastSeen = Math.Max(state.LastSeen, context.Now.ToMicroseconds());
    }

    /// <summary>Whether a running rule about this kind of actor wants to know what the other rule finds.</summary>
    public bool IsHeard(ActorKind kind, string rule) => Running.About(kind).Any(d => d.Info.Hears.Contains(rule));

    /// <summary>Passes another subject's finding, which the context holds, to the rules that subscribe to it.</summary>
    public void Hear(ActorKind kind, string subject, SubjectState state, DetectorContext context, List<DetectionResult> results)
    {
        PassOn(new Heard(context.Step, context.Since), kind, subject, state, context, results);
        state.LastSeen = Math.Max(state.LastSeen, context.Now.ToMicroseconds());
    }

    /// <summary>Wakes the rules whose time has come.</summary>
    public void Elapse(ActorKind kind, string subject, SubjectState state, DetectorContext context, List<DetectionResult> results)
    {
        var now = context.Now.ToMicroseconds();
        var running = Running;
        context.Baselines = running.Baselines;
        foreach (var detector in running.About(kind))
        {
            if (state.Wakes.TryGetValue(detector.Info.Id, out var at) && at <= now)
            {
                state.Wakes.Remove(detector.Info.Id);
                Run(detector, kind, subject, state, state, context, results, elapsed: true);
            }

            if (state.Everything is { } everything && everything.Wakes.TryGetValue(detector.Info.Id, out at) && at <= now)
            {
                everything.Wakes.Remove(detector.Info.Id);
                Run(detector, kind, subject, state, everything, context, results, elapsed: true);
            }
        }

        // A rule that was switched off meanwhile is not woken.
        if (state.NextWake is { } left && left <= now)
            KeepRunning(kind, state);
    }

    /// <inheritdoc cref="RunningRules.HasHistory"/>
    public bool HasHistory(ActorKind kind, SubjectState state) => Running.HasHistory(kind, state);

    /// <inheritdoc cref="RuleMemories.KeepRunning"/>
    public void KeepRunning(ActorKind kind, SubjectState state) => RuleMemories.KeepRunning(Running, kind, state);

    /// <inheritdoc cref="RuleMemories.Forget"/>
    public long? Forget(ActorKind kind, SubjectState state, long now) => RuleMemories.Forget(Running, kind, state, now);

    /// <summary>Takes in what a page can have made browsers of this source send, as a rule about a person would have stated it.</summary>
    public void Accept(string source, SubjectState state, Finding full, DetectorContext context, List<DetectionResult> results)
    {
        if (Running.All.FirstOrDefault(d => d.Info.Id == full.Rule) is not { } detector)
            return;
        if (!state.Memories.TryGetValue(full.Rule, out var memory))
            memory = new DetectorMemory(detector.Info.Capacity);
        state.Memories[full.Rule] = memory;
        state.LastSeen = Math.Max(state.LastSeen, context.Now.ToMicroseconds());
        results.Add(Findings.Finish(detector.Info, Running.ModeOf(detector.Info.Id), ActorKind.Source, source, memory, context, InducedFindings.OfSource(full), isAccepted: true) with { Blamed = default });
    }

    // Requests that a page can make a browser send count against no person: rules about people see only what the person did, all other rules see everything.
    private void RunApart(
        ISessionDetector detector, ActorKind kind, string subject, SubjectState state, DetectorContext context, List<DetectionResult> results,
        Heard? heard = null)
    {
        var isInduced = context.IsInduced && _calls.IsInducible(detector, context);
        if (!isInduced || !InducedFindings.IsPersonal(kind))
            Run(detector, kind, subject, state, state, context, results, elapsed: false, heard, isInduced);
        else
            BeginEverything(detector.Info, state, context);
        if (state.Everything is { } everything && everything.Memories.ContainsKey(detector.Info.Id))
        {
            everything.LastSeen = Math.Max(everything.LastSeen, context.Now.ToMicroseconds());
            Run(detector, kind, subject, state, everything, context, results, elapsed: false, heard, isInduced);
        }
    }

    private static void BeginEverything(DetectorInfo info, SubjectState state, DetectorContext context)
    {
        var everything = state.Everything ??= new SubjectState();
        state.Source = context.Source;
        if (everything.Memories.ContainsKey(info.Id))
            return;
        var all = new DetectorMemory(info.Capacity);
        if (state.Memories.TryGetValue(info.Id, out var own))
            foreach (var mark in own.Marks)
                all.Add(mark);
        everything.Memories[info.Id] = all;
        if (state.Wakes.TryGetValue(info.Id, out var wake))
            everything.Wakes[info.Id] = wake;
    }

    // The scope is the state itself, or its part that sees everything.
    private void Run(
        ISessionDetector detector, ActorKind kind, string subject, SubjectState whole, SubjectState state, DetectorContext context,
        List<DetectionResult> results, bool elapsed, Heard? heard = null, bool isInduced = false)
    {
        var id = detector.Info.Id;
        var seesEverything = state != whole;
        if (!state.Memories.TryGetValue(id, out var memory))
            memory = new DetectorMemory(detector.Info.Capacity);
        context.ForDetector(kind, id, memory, heard, isInduced, seesEverything);
        var ran = _calls.Run(detector, context, elapsed);

        if (context.Wake is { } wake)
        {
            // A rule that requests a past wake-up while it is woken would be woken for ever.
            if (elapsed && wake < context.Now + MinWait)
                wake = context.Now + MinWait;
            state.Wakes[id] = state.Wakes.TryGetValue(id, out var before) ? Math.Min(before, wake.ToMicroseconds()) : wake.ToMicroseconds();
        }

        DetectionResult? found = !ran || context.Draft is not { } draft ? null
            : seesEverything ? Findings.FinishInduced(detector.Info, Running.ModeOf(id), kind, subject, memory, context, draft, isInduced, whole.Source)
            : Findings.Finish(detector.Info, Running.ModeOf(id), kind, subject, memory, context, draft);
        if (!seesEverything && found is { } stated && detector.Info.BlamesSession && kind is ActorKind.Account or ActorKind.Endpoint
            && context.Draft is { Evidence: [.., { Induced: true }] } induced)
            found = Findings.ToSource(stated, memory, induced, context.Source);
        if (memory.IsEmpty)
            state.Memories.Remove(id);
        else
            state.Memories[id] = memory;
        if (found is not { } result)
            return;
        results.Add(result);
        // A finding that only grows is passed to no rule again, so rules that subscribe to each other come to an end.
        if (!seesEverything && result.IsNew && result.Alert.Finding.Severity > Severity.Info)
            PassOn(new Heard(id, result.Alert.Finding.First), kind, subject, state, context, results);
    }

    private void PassOn(Heard heard, ActorKind kind, string subject, SubjectState state, DetectorContext context, List<DetectionResult> results)
    {
        foreach (var detector in Running.About(kind))
            if (detector.Info.Hears.Contains(heard.Rule))
                RunApart(detector, kind, subject, state, context, results, heard);
    }

    /// <summary>The one incident of a session whose findings together are enough; rules that only observe do not count.</summary>
    public DetectionResult? Weigh(string session, IReadOnlyCollection<Finding> findings)
    {
        var open = findings.FirstOrDefault(f => f.Rule == Incident.Rule);
        var counted = findings.Where(f => !f.Induced && Running.Alerts(f.Rule));
        return _incident.Of(session, counted, open) is { } incident
            ? new DetectionResult(
                new Alert { Id = Findings.AlertId(Incident.Rule, ActorKind.Session, session, incident.Raised), Finding = incident }, open is null, IsRise: false, DetectionMode.Alert)
            : null;
    }

    private void Check(IDictionary<string, DetectionMode> modes)
    {
        foreach (var id in modes.Keys)
            if (!Detectors.Any(d => d.Info.Id.Equals(id, StringComparison.OrdinalIgnoreCase)))
                throw new InvalidOperationException($"Session tracking: Detection.Modes has \"{id}\", but there is no such rule; expected one of {string.Join(", ", Detectors.Select(d => d.Info.Id))}.");
    }
}
