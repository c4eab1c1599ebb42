using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>
/// The keyed fold of one partition: events and signals in, changes out. Pure and single-threaded; the roller gives it what the log
/// holds and commits what it changed, and a replay gives it the lines of a file.
/// </summary>
internal sealed class PartitionFold(int partition, JourneySettings settings, DetectionEngine detection)
{
    /// <summary>Microseconds for which requests that began before a sign-out are waited for.</summary>
    public const long SignOutWait = 2_000_000;

    // A rule about a session waits for one event or a few; one that asks to be woken for ever must not hold up the partition.
    private const int WakesAtClose = 256;

    private static readonly TimeSpan PageMisses = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Pseudonym, LiveSession> _sessions = [];
    private readonly LiveActors _actors = new(settings.Flood.Sources);
    private readonly List<LiveKey> _givenUp = [];
    private readonly DueTimes _due = new();
    private readonly DetectorContext _context = new();
    private readonly List<DetectionResult> _results = [];
    private readonly ProvisionalRing _provisional = new(settings.Flood.Provisional);
    private readonly List<LiveSession> _restored = [];
    private readonly FirstContacts _contacts = new();
    private readonly Allowance _singles = new(settings.Flood.SinglesPerMinute);
    private int _open;
    private EndpointCatalog _catalog = EndpointCatalog.Empty;

    public FoldChanges Changes { get; } = new(settings.Insights);

    /// <summary>Whether somebody stores the changes; else states and roll-ups are not collected.</summary>
    public bool IsStored { get; init; } = true;

    /// <summary>Whether somebody wants the journeys of closed sessions.</summary>
    public bool KeepsJourneys { get; set; } = true;

    public int Count => _sessions.Count + _actors.Count;

    /// <summary>Sessions of one request that are waited for.</summary>
    public int Provisional => _provisional.Count;

    public LiveSession? Session(Pseudonym key) => _sessions.GetValueOrDefault(key);

    public LiveActor? Actor(LiveKey key) => _actors.Find(key);

    /// <summary>The session that the event last folded belongs to; the default when it opened none.</summary>
    public SessionId Current { get; private set; }

    /// <summary>The catalogue that rules of restored sessions wait with; null when none waits.</summary>
    public string? AwaitedCatalog { get; private set; }

    /// <summary>Knows the application by this until an event names another version.</summary>
    public void Use(EndpointCatalog catalog) => _catalog = catalog;

    public void Restore(LiveSession session)
    {
        detection.KeepRunning(ActorKind.Session, session.Detection);
        AwaitedCatalog = session.Catalog ?? AwaitedCatalog;
        _sessions[session.Key] = session;
        _open += session.IsOpen ? 1 : 0;
        if (session.IsProvisional)
            _restored.Add(session);
        _due.Add(new LiveKey(ActorKind.Session, session.Key), session.Due(settings));
    }

    public void Restore(ActorKind kind, LiveActor actor)
    {
        var key = new LiveKey(kind, actor.Id);
        detection.KeepRunning(kind, actor.Detection);
        _actors.Restore(key, actor);
        _due.Add(key, detection.Forget(kind, actor.Detection, long.MinValue) ?? 0);
    }

    /// <summary>Folds one request or recorded event.</summary>
    public void Apply(in RequestEvent e, EndpointCatalog catalog)
    {
        _catalog = catalog;
        if (_restored.Count > 0)
            AwaitRestored();
        var live = Touch(e);
        Current = live?.Id ?? default;
        var news = live is null ? EventFlags.None : live.News(e) | _contacts.Weigh(live, e);
        live?.Add(e, catalog, settings);
        if (live is not null)
            Handover.Link(live, e, catalog, Changes.Signals);
        if (IsStored && SiteKinds.Of(e) is not SiteKind.None and var kindOfSite)
            Changes.CountSite(kindOfSite, e.Time);
        if (news == EventFlags.None)
            Detect(e, live);
        else
            Detect(e with { Flags = e.Flags | news }, live);
    }

    private void Detect(in RequestEvent e, LiveSession? live)
    {
        _context.Begin(e, Current, _catalog, live);
        if (live is not null)
        {
            if (detection.Concerns(ActorKind.Session, _context))
            {
                _results.Clear();
                detection.Observe(ActorKind.Session, live.Id.ToString(), live.Detection, _context, _results);
                Note(live);
            }

            Changed(live);
            Await(live, e);
        }

        var seen = live is not null && e.Is(EventFlags.Unmatched) && _context.ShownWithin(PageMisses) != 0 ? e with { Flags = e.Flags | EventFlags.FollowsPage } : e;
        foreach (var kind in detection.ActorKinds)
            if (detection.Concerns(kind, _context) && ActorKeys.Of(kind, seen) is { IsNone: false } actor)
                Changes.Signals.Add(new Signal(kind, actor, Current, kind == ActorKind.Endpoint && live is not null ? WithWay(e, live) : seen));
    }

    /// <summary>Folds what another partition's session stage has told of an actor.</summary>
    public void Apply(in Signal signal, EndpointCatalog catalog)
    {
        if (signal.Kind == ActorKind.Session)
        {
            if (Handover.Is(signal.Event))
                Hand(signal);
            else
                Blame(signal);
            return;
        }

        var key = new LiveKey(signal.Kind, signal.Actor);
        var actor = _actors.FindOrAdd(key, signal.Event.Time, _givenUp);
        GiveUp();
        if (actor is null)
            return;
        _context.Begin(signal, catalog);
        _results.Clear();
        var isInduced = InducedNotice.Is(signal.Event);
        if (isInduced)
            detection.Accept(signal.Actor.ToString(), actor.Detection, InducedNotice.Read(signal.Event), _context, _results);
        else if (signal.Event.Is(EventFlags.Notice))
            detection.Hear(signal.Kind, signal.Actor.ToString(), actor.Detection, _context, _results);
        else
            detection.Observe(signal.Kind, signal.Actor.ToString(), actor.Detection, _context, _results);
        Report(_results, mayAnswer: !isInduced);
        Changed(key, actor);
    }

    private void Hand(in Signal signal)
    {
        _sessions.TryGetValue(signal.Actor, out var live);
        if (Handover.IsAnswer(signal.Event))
        {
            if (live is null)
                _sessions.Add(signal.Actor, live = new LiveSession(signal.Actor));
            live.Continue(signal.Session, signal.Event);
        }
        else if (live is null || !Handover.Answer(live, signal.Event, settings, Changes.Signals))
            return;
        Changed(live);
    }

    private void GiveUp()
    {
        foreach (var key in _givenUp)
        {
            _due.Remove(key);
            if (IsStored)
                Changes.Live.Add(key);
        }

        _givenUp.Clear();
    }

    /// <summary>Time goes on: sessions close, rules wake, what is old is forgotten. Unix microseconds.</summary>
    public void AdvanceTo(long now)
    {
        if (_restored.Count > 0)
            AwaitRestored();
        while (_due.TryTake(now, out var key, out var at))
        {
            if (key.Kind == ActorKind.Session)
                Advance(_sessions[key.Id], at);
            else
                Advance(key, _actors[key], at);
        }
    }

    // An endpoint is told how the session came to it: it sees no session.
    private static RequestEvent WithWay(in RequestEvent e, LiveSession live) => e.Verb.IsSafe()
        ? e
        : e with { Detail = (e.Detail ?? new EventDetail()) with { Came = live.CameBefore(e) } };

    // Finds the session that the event belongs to, closing the one before where it ended; null when there is none to open.
    private LiveSession? Touch(in RequestEvent e)
    {
        _sessions.TryGetValue(e.Key, out var live);
        if (live is { IsOpen: true } && Ended(live, e) is { } reason)
        {
            if (!e.OpensSession)
                return null;
            Close(live, reason, e.Time);
            live = _sessions.GetValueOrDefault(e.Key); // nothing may be left of it
        }

        if (live is { IsOpen: true })
            return live;
        if (!e.OpensSession)
            return null;
        if (live is null)
            _sessions.Add(e.Key, live = new LiveSession(e.Key));
        live.Open(e, partition);
        _open++;
        return live;
    }

    // In the order in which they came, which the order of restoring is not.
    private void AwaitRestored()
    {
        foreach (var restored in _restored.OrderBy(s => s.Start).ThenBy(s => s.Key))
            _provisional.Add(restored.Key, restored.Network, restored.Client);
        _restored.Clear();
    }

    // Who came without our cookie may never come back: such sessions are bounded, and one of them is closed when there are too many.
    private void Await(LiveSession live, in RequestEvent e)
    {
        if (!IsStored)
            return;
        if (!live.IsProvisional)
        {
            _provisional.Remove(live.Key);
            return;
        }

        _provisional.Add(live.Key, live.Network, live.Client);
        var surplus = _open > settings.Flood.Live ? live : _provisional.IsTooFull ? _sessions[_provisional.Next()] : null;
        if (surplus is not null)
            Close(surplus, CloseReason.Idle, e.Time);
    }

    private CloseReason? Ended(LiveSession live, in RequestEvent e)
    {
        if (live.EndsAt > 0 && e.Time >= live.EndsAt)
            return CloseReason.SignOut;
        var idle = !SessionRules.Continues(live.LastActive, e.Time, settings.IdleTimeout);
        var aged = settings.MaxAge != long.MaxValue && e.Time - live.Start >= settings.MaxAge;
        // Whichever came first, as it would have been had time gone on in between.
        if (aged && (!idle || live.Start + settings.MaxAge <= live.LastActive + settings.IdleTimeout.ToMicroseconds()))
            return CloseReason.Age;
        return idle ? CloseReason.Idle
            : !e.User.IsNone && !live.User.IsNone && e.User != live.User ? CloseReason.UserChanged
            : null;
    }

    private void Advance(LiveSession live, long now)
    {
        // What was scheduled was the earliest it could be; activity since then has moved it.
        if (live.Due(settings) is var due && due > now)
        {
            _due.Add(new LiveKey(ActorKind.Session, live.Key), due);
            return;
        }

        if (!live.IsOpen)
        {
            Forget(live);
            return;
        }

        if (live.Detection.NextWake is { } wake && wake <= now)
        {
            Wake(live, wake);
            Changed(live);
            return;
        }

        var reason = live.EndsAt > 0 && now >= live.EndsAt + SignOutWait ? CloseReason.SignOut
            : !SessionRules.Continues(live.LastActive, now, settings.IdleTimeout) ? CloseReason.Idle
            : CloseReason.Age;
        Close(live, reason, now);
    }

    private void Close(LiveSession live, CloseReason reason, long now)
    {
        // A rule that waits for what is still on its way has waited long enough: nothing of this session follows.
        for (var left = WakesAtClose; left > 0 && live.Detection.NextWake is { } wake; left--)
            Wake(live, wake);
        var events = live.Events;
        _open--;
        var mayBeFlood = _provisional.Remove(live.Key);
        // No person's journey: alerts stay, and so does a session with a finding or a user. One without a step has no journey.
        if (KeepsJourneys && live.HasSteps && live.IsShown)
            Keep(live.Finish(settings, reason), mayBeFlood, now);
        live.Close();
        // A key that was seen once is most often never seen again: nothing is kept for it.
        if (events <= 1 && reason != CloseReason.UserChanged)
            Forget(live);
        else
            Changed(live);
    }

    private void Keep(Journey journey, bool mayBeFlood, long now)
    {
        if (mayBeFlood && journey.Findings.Count == 0 && !_singles.TryTake(now))
            Changes.Count(journey);
        else
            Changes.Add(journey, IsStored);
    }

    private void Forget(LiveSession live)
    {
        var key = new LiveKey(ActorKind.Session, live.Key);
        _sessions.Remove(live.Key);
        _due.Remove(key);
        if (IsStored)
            Changes.Live.Add(key);
    }

    private void Wake(LiveSession live, long at)
    {
        _context.BeginElapsed(at, live.Id, _catalog, live);
        _results.Clear();
        detection.Elapse(ActorKind.Session, live.Id.ToString(), live.Detection, _context, _results);
        Note(live);
    }

    private void Advance(LiveKey key, LiveActor actor, long now)
    {
        if (actor.Detection.NextWake is { } wake && wake <= now)
        {
            _context.BeginElapsed(wake, default, _catalog, live: null, subject: key.Id);
            _results.Clear();
            detection.Elapse(key.Kind, key.Id.ToString(), actor.Detection, _context, _results);
            Report(_results);
        }

        detection.Forget(key.Kind, actor.Detection, now);
        Changed(key, actor);
    }

    // A finding about an actor whose newest evidence lies in a session of this partition. A session that has closed stays as it was.
    private void Blame(in Signal signal)
    {
        var id = signal.Session;
        if (_sessions.Values.FirstOrDefault(s => s.Id == id) is not { IsOpen: true } live)
            return;
        var notice = BlameNotice.Read(signal.Event);
        if (notice.Mode is { } mode)
            Changes.Suspects.Add(Suspects.Of(notice.Alert, live, mode == DetectionMode.Enforce, notice.SignIn));
        if (!notice.IsBlame)
            return;
        live.Keep(notice.Alert.Finding);
        Weigh(live);
        Changed(live);
    }

    // A finding about the session itself stays with its journey, the newest state of it.
    private void Note(LiveSession live)
    {
        if (_results.Count == 0)
            return;
        foreach (var result in _results)
            live.Keep(result.Alert.Finding);
        Report(_results, live);
        Weigh(live);
    }

    private void Weigh(LiveSession live)
    {
        if (detection.Weigh(live.Id.ToString(), live.Findings) is not { } incident)
            return;
        live.Keep(incident.Alert.Finding);
        Changes.Add(incident);
    }

    // What is induced is answered in no session: a session answers for its own.
    private void Report(List<DetectionResult> results, LiveSession? live = null, bool mayAnswer = true)
    {
        foreach (var result in results)
        {
            var finding = result.Alert.Finding;
            if (finding.Severity <= Severity.Info || detection.IsContribution(finding.Rule))
                continue;
            if (detection.IsSuppressed(finding, _context.Now))
            {
                Changes.Suppress(finding.Rule, _context.Now, result.IsNew);
                continue;
            }

            Changes.Add(result);
            if (!result.Source.IsNone && result.Full is { } full)
                Changes.Signals.Add(InducedNotice.Of(result.Source, result.Alert, full, _context.Session));
            if (!mayAnswer || finding.Induced)
                continue;
            if (live is not null && result is { IsNews: true, Mode: >= DetectionMode.Shadow })
                Changes.Suspects.Add(Suspects.Of(result.Alert, live, result.Mode == DetectionMode.Enforce));
            else if (live is null)
                Changes.Signals.AddRange(Suspects.Notices(result));
        }

        foreach (var notice in _context.Notices)
            if (detection.IsHeard(notice.Kind, notice.Event.Step))
                Changes.Signals.Add(notice);
        _context.Notices.Clear();
    }

    private void Changed(LiveSession live)
    {
        var key = new LiveKey(ActorKind.Session, live.Key);
        live.Catalog = live.Detection.NextWake is not null ? _catalog.Version : null;
        if (IsStored)
            Changes.Live.Add(key);
        _due.Add(key, live.Due(settings));
    }

    private void Changed(LiveKey key, LiveActor actor)
    {
        if (IsStored)
            Changes.Live.Add(key);
        if (actor.Detection.IsEmpty)
        {
            _actors.Remove(key);
            _due.Remove(key);
        }
        else
            _due.Add(key, detection.Forget(key.Kind, actor.Detection, long.MinValue) ?? 0);
    }
}
