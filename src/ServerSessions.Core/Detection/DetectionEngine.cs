using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ServerSessions.Diagnostics;
using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>
/// Runs the rules of a kind of subject over one event and makes findings of what they state. Pure: all it keeps is in the
/// <see cref="SubjectState"/> that it is given.
/// </summary>
internal sealed class DetectionEngine
{
    /// <summary>One alert per rule and subject in this time; more evidence joins it.</summary>
    public static readonly TimeSpan AlertWindow = TimeSpan.FromHours(1);

    private const int EvidenceKept = 20;
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, DetectionMode> _configured;
    private readonly Lock _exchange = new();
    private readonly HashSet<string> _hung = new(StringComparer.OrdinalIgnoreCase);
    private volatile RunningRules _running;
    private Dictionary<string, DetectionMode> _modes;
    private IReadOnlyList<Suppression> _suppressions = [];
    private readonly Incident _incident;
    private readonly DetectorCalls _calls;

    public DetectionEngine(IEnumerable<ISessionDetector> detectors, DetectionOptions options, ApplicationFaults? faults = null)
    {
        Detectors = [.. detectors.Select(ApplicationDetector.Around)];
        CallLimit = options.CallLimit;
        _calls = new DetectorCalls(faults ?? new ApplicationFaults());
        if (Detectors.GroupBy(d => d.Info.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two detectors have the id \"{twice.Key}\": {string.Join(" and ", twice.Select(ApplicationDetector.TypeName))}. Give one of them another id.");
        foreach (var id in options.Modes.Keys)
            if (!Detectors.Any(d => d.Info.Id.Equals(id, StringComparison.OrdinalIgnoreCase)))
                throw new InvalidOperationException($"A mode is set for the rule \"{id}\", but there is no such rule. Known: {string.Join(", ", Detectors.Select(d => d.Info.Id))}.");
        _incident = new Incident(options.Incidents);
        _configured = Detectors.ToDictionary(
            d => d.Info.Id, d => options.Modes.TryGetValue(d.Info.Id, out var mode) ? mode : d.Info.Mode, StringComparer.OrdinalIgnoreCase);
        _modes = _configured;
        _running = new RunningRules(Detectors, _configured, [], Baselines.Empty);
    }

    public IReadOnlyList<ISessionDetector> Detectors { get; }

    /// <summary>Maximum duration of one call of a detector that the application supplies.</summary>
    public TimeSpan CallLimit { get; }

    /// <summary>Whether a rule runs that the application supplies: the fold then runs where it can be abandoned.</summary>
    public bool RunsApplicationCode => _running.RunsApplicationCode;

    /// <summary>Kinds of actors that a running rule is about.</summary>
    public ActorKind[] ActorKinds => _running.ActorKinds;

    /// <summary>What was learnt of the application, as rules are given it.</summary>
    public Baselines Baselines => _running.Baselines;

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
            _calls.Faults.Count(part);
            if (!_hung.Add(detector.Info.Id))
                return;
            Exchange(_running.Baselines);
        }

        _calls.Faults.SwitchedOff(part, CallLimit);
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

        _running = new RunningRules(Detectors, modes, _suppressions, baselines);
    }

    public bool IsSuppressed(Finding finding, DateTimeOffset now) => _running.IsSuppressed(finding, now);

    /// <summary>Whether the rule's findings only add to others'.</summary>
    public bool IsContribution(string rule) => Detectors.FirstOrDefault(d => d.Info.Id == rule)?.Info.IsContribution ?? false;

    /// <summary>Marks that a rule keeps for a subject; a rule that is gone gets the default, so that its stored state can still be read.</summary>
    public int CapacityOf(string rule) =>
        Detectors.FirstOrDefault(d => d.Info.Id == rule)?.Info.Capacity ?? DetectorInfo.DefaultCapacity;

    public DetectionMode ModeOf(string rule) => _running.ModeOf(rule);

    /// <summary>Whether a rule about this kind of actor wants the event that the context holds.</summary>
    public bool Concerns(ActorKind kind, DetectorContext context)
    {
        var running = _running;
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
        var running = _running;
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
    public bool IsHeard(ActorKind kind, string rule) => _running.About(kind).Any(d => d.Info.Hears.Contains(rule));

    /// <summary>Tells the rules that want to know it of another subject's finding, which the context holds.</summary>
    public void Hear(ActorKind kind, string subject, SubjectState state, DetectorContext context, List<DetectionResult> results)
    {
        PassOn(new Heard(context.Step, context.Since), kind, subject, state, context, results);
        state.LastSeen = Math.Max(state.LastSeen, context.Now.ToMicroseconds());
    }

    /// <summary>Wakes the rules whose time has come.</summary>
    public void Elapse(ActorKind kind, string subject, SubjectState state, DetectorContext context, List<DetectionResult> results)
    {
        var now = context.Now.ToMicroseconds();
        var running = _running;
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

        // Who was switched off meanwhile is woken no more.
        if (state.NextWake is { } left && left <= now)
            KeepRunning(kind, state);
    }

    /// <summary>Drops what rules remember that do not run any more: nobody would wake them or forget it.</summary>
    public void KeepRunning(ActorKind kind, SubjectState state)
    {
        var about = _running.Remembering(kind);
        if (state.Everything is { } everything)
        {
            KeepRunning(kind, everything);
            if (everything.IsEmpty)
                state.Everything = null;
        }

        foreach (var rule in state.Memories.Keys.Concat(state.Wakes.Keys).Where(r => !about.Any(d => d.Info.Id == r)).ToList())
        {
            state.Memories.Remove(rule);
            state.Wakes.Remove(rule);
        }
    }

    /// <summary>Forgets what is older than the rules' horizons. Returns when it is worth looking again; null when nothing is left.</summary>
    public long? Forget(ActorKind kind, SubjectState state, long now)
    {
        if (state.IsEmpty)
            return null;
        var about = _running.Remembering(kind);
        // Rules that were switched off meanwhile: nobody else would forget what they remember.
        if (state.Memories.Count > 0 && now > long.MinValue && state.Memories.Keys.Any(rule => !about.Any(d => d.Info.Id == rule)))
            KeepRunning(kind, state);
        long? next = state.NextWake;
        if (state.Everything is { } everything)
        {
            if (Forget(kind, everything, now) is { } then)
                next = next is { } earlier ? Math.Min(earlier, then) : then;
            if (everything.IsEmpty)
                state.Everything = null;
        }

        foreach (var detector in about)
            if (state.Memories.TryGetValue(detector.Info.Id, out var memory))
            {
                var horizon = detector.Info.Horizon.ToMicroseconds();
                var last = memory.Marks.Count > 0 ? memory.Marks[^1].Time.ToMicroseconds() : state.LastSeen;
                var until = Math.Max(last + horizon, memory.Raised is { } raised ? (raised + AlertWindow).ToMicroseconds() : 0);
                if (state.Wakes.ContainsKey(detector.Info.Id))
                    continue; // it is looked at again when it wakes
                if (until <= now)
                    state.Memories.Remove(detector.Info.Id);
                else
                    next = next is { } n ? Math.Min(n, until) : until;
            }

        return next;
    }

    /// <summary>Takes in what a page can have made browsers of this source send, as a rule about a person would have stated it.</summary>
    public void Accept(string source, SubjectState state, Finding full, DetectorContext context, List<DetectionResult> results)
    {
        if (_running.All.FirstOrDefault(d => d.Info.Id == full.Rule) is not { } detector)
            return;
        if (!state.Memories.TryGetValue(full.Rule, out var memory))
            memory = new DetectorMemory(detector.Info.Capacity);
        state.Memories[full.Rule] = memory;
        state.LastSeen = Math.Max(state.LastSeen, context.Now.ToMicroseconds());
        results.Add(Finish(detector.Info, ActorKind.Source, source, memory, context, InducedFindings.OfSource(full), isAccepted: true) with { Blamed = default });
    }

    // What a page can make a browser send counts against no person: their rules see what they did themselves, and apart from that everything.
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
            // Who asks to be woken for the past while being woken would be woken for ever.
            if (elapsed && wake < context.Now + LeastWait)
                wake = context.Now + LeastWait;
            state.Wakes[id] = state.Wakes.TryGetValue(id, out var before) ? Math.Min(before, wake.ToMicroseconds()) : wake.ToMicroseconds();
        }

        DetectionResult? found = !ran || context.Draft is not { } draft ? null
            : seesEverything ? FinishInduced(detector.Info, kind, subject, memory, context, draft, isInduced, whole.Source)
            : Finish(detector.Info, kind, subject, memory, context, draft);
        if (!seesEverything && found is { } stated && detector.Info.BlamesSession && kind is ActorKind.Account or ActorKind.Endpoint
            && context.Draft is { Evidence: [.., { Induced: true }] } induced)
            found = ToSource(stated, memory, induced, context.Source);
        if (memory.IsEmpty)
            state.Memories.Remove(id);
        else
            state.Memories[id] = memory;
        if (found is not { } result)
            return;
        results.Add(result);
        // A finding that only grows is known already, so rules that hear each other come to an end.
        if (!seesEverything && result.IsNew && result.Alert.Finding.Severity > Severity.Info)
            PassOn(new Heard(id, result.Alert.Finding.First), kind, subject, state, context, results);
    }

    private void PassOn(Heard heard, ActorKind kind, string subject, SubjectState state, DetectorContext context, List<DetectionResult> results)
    {
        foreach (var detector in _running.About(kind))
            if (detector.Info.Hears.Contains(heard.Rule))
                RunApart(detector, kind, subject, state, context, results, heard);
    }

    private DetectionResult? FinishInduced(
        DetectorInfo info, ActorKind kind, string subject, DetectorMemory memory, DetectorContext context, FindingDraft draft, bool isInduced, Pseudonym source) =>
        // Of their own requests alone, the rule states it in their own memory.
        InducedFindings.IsInduced(draft, isInduced)
            ? ToSource(Finish(info, kind, subject, memory, context, InducedFindings.OfPerson(draft)), memory, draft, source)
            : null;

    // What the source is told is as long as its evidence: told of every request, one client would fill the log. It is told of each rise, and whenever the evidence has doubled.
    private static DetectionResult ToSource(DetectionResult result, DetectorMemory memory, FindingDraft draft, Pseudonym source)
    {
        var isRise = result.IsNew || memory.AtSource is not { } told || draft.Severity > told;
        if (!isRise && !BitOperations.IsPow2(result.Alert.Finding.Count))
            return result;
        memory.AtSource = isRise ? draft.Severity : memory.AtSource;
        return InducedFindings.WithSource(result, draft, source);
    }

    private DetectionResult Finish(
        DetectorInfo info, ActorKind kind, string subject, DetectorMemory memory, DetectorContext context, FindingDraft draft, bool isAccepted = false)
    {
        var now = context.Now;
        // What is only worth knowing is told to nobody, so it cannot keep quiet what is found after it.
        var isNew = memory.Raised is not { } open || now - open >= AlertWindow
            || (memory.Severity == Severity.Info && draft.Severity > Severity.Info);
        var isRise = !isNew && draft.Severity > memory.Severity;
        memory.Previous = isNew ? null : isRise ? memory.Severity : memory.Previous;
        if (isNew || isRise)
            memory.Severity = draft.Severity;
        var isOwn = !isAccepted && draft is { Induced: false, Evidence: [.., { Induced: false }] };
        var isFirstOwn = isOwn && !isNew && !memory.HasOwn;
        memory.HasOwn = isOwn || (memory.HasOwn && !isNew);
        memory.EvidenceCount = isNew ? draft.Evidence.Count : memory.EvidenceCount + 1;
        var raised = isNew ? now : memory.Raised!.Value;
        memory.Raised = raised;
        var first = draft.Evidence.Count > 0 ? draft.Evidence[0].Time : now;
        memory.First = isNew || first < memory.First ? first : memory.First;
        var finding = new Finding
        {
            Rule = info.Id,
            Name = info.Name,
            Severity = memory.Severity,
            PreviousSeverity = memory.Previous,
            Subject = new Subject(kind, subject),
            First = memory.First,
            Raised = raised,
            Last = draft.Evidence.Count > 0 ? draft.Evidence[^1].Time : now,
            Count = memory.EvidenceCount,
            Reason = draft.Reason,
            Measures = draft.Measures,
            Induced = draft.Induced,
            Evidence = [.. draft.Evidence.TakeLast(EvidenceKept).Select(Tell)],
            References = info.References,
        };
        var id = AlertId(draft.Induced ? info.Id + "|induced" : info.Id, kind, subject, raised);
        return new DetectionResult(new Alert { Id = id, Finding = finding }, isNew, isRise, _running.ModeOf(info.Id))
        {
            Blamed = info.BlamesSession && kind != ActorKind.Session && draft is { Induced: false, Evidence: [.., { Induced: false } last] } ? last.Session : default,
            IsFirstOwn = isFirstOwn,
            SignIn = !context.FoundSignIn.IsNone ? context.FoundSignIn
                : draft.Evidence.Count > 0 && draft.Evidence[^1].Session == context.Session ? context.AuthSession : default,
        };
    }

    /// <summary>The one incident of a session whose findings together are enough; rules that only observe do not count.</summary>
    public DetectionResult? Weigh(string session, IReadOnlyCollection<Finding> findings)
    {
        var open = findings.FirstOrDefault(f => f.Rule == Incident.Rule);
        var counted = findings.Where(f => !f.Induced && _running.Alerts(f.Rule));
        return _incident.Of(session, counted, open) is { } incident
            ? new DetectionResult(
                new Alert { Id = AlertId(Incident.Rule, ActorKind.Session, session, incident.Raised), Finding = incident }, open is null, IsRise: false, DetectionMode.Alert)
            : null;
    }

    private static Evidence Tell(Mark mark) =>
        new(mark.Time, mark.Session == default ? null : mark.Session.ToString(), mark.Step, mark.Outcome, mark.Text) { Induced = mark.Induced };

    // Derived from its content: an event that is folded again after a crash gives the same id, so no second alert.
    public static string AlertId(string rule, ActorKind kind, string subject, DateTimeOffset raised)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{rule}|{kind}|{subject}|{raised.ToMicroseconds()}"), hash);
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, (ulong)raised.ToUnixTimeMilliseconds() << 16);
        hash[..10].CopyTo(id[6..]);
        return "alert_" + Convert.ToHexStringLower(id);
    }
}
