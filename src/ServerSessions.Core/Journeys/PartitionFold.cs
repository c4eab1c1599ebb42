using ServerSessions.Detection;
using ServerSessions.Journeys.Actors;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>
/// The keyed fold of one partition: events and signals in, changes out. Pure and single-threaded; the roller gives it what the log
/// holds and commits what it changed, and a replay gives it the lines of a file.
/// </summary>
internal sealed class PartitionFold
{
    /// <summary>Microseconds for which requests that began before a sign-out are waited for.</summary>
    public const long SignOutWait = 2_000_000;

    // One is one too many in the end; more only after the cap was made smaller, and a commit has its size.
    private const int GivenUpAtOnce = 64;

    // A rule about a session waits for one event or a few; one that asks to be woken for ever must not hold up the partition.
    private const int WakesAtClose = 256;

    private static readonly TimeSpan PageMisses = TimeSpan.FromSeconds(5);

    private readonly JourneySettings _settings;
    private readonly DetectionEngine _detection;
    private readonly LiveSessions _sessions;
    private readonly Handovers _handovers;
    private readonly FirstCalls _firstCalls;
    private readonly FindingReporter _reporter;
    private readonly LiveActors _actors;
    private readonly List<LiveKey> _givenUp = [];
    private readonly DueTimes _due = new();
    private readonly DetectorContext _context = new();
    private readonly List<DetectionResult> _results = [];
    private readonly FirstContacts _contacts = new();
    private readonly Allowance _singles;
    private long _givenUpAt;
    private EndpointCatalog _catalog = EndpointCatalog.Empty;

    public PartitionFold(int partition, JourneySettings settings, DetectionEngine detection)
    {
        (_settings, _detection) = (settings, detection);
        Changes = new FoldChanges(settings.Insights);
        _sessions = new LiveSessions(partition, settings.Flood);
        _handovers = new Handovers(_sessions, settings);
        _firstCalls = new FirstCalls(settings);
        _reporter = new FindingReporter(detection, _context, Changes);
        _actors = new LiveActors(settings.Flood);
        _singles = new Allowance(settings.Flood.SinglesPerMinute);
    }

    public FoldChanges Changes { get; }

    /// <summary>Whether somebody stores the changes; else states and roll-ups are not collected.</summary>
    public bool IsStored { get; init; } = true;

    /// <summary>Whether somebody wants the journeys of closed sessions.</summary>
    public bool KeepsJourneys { get; set; } = true;

    /// <summary>The call of an application's detector that this fold makes now.</summary>
    public DetectorCall Call => _context.Call;

    public int Count => _sessions.Count + _actors.Count;

    /// <summary>Sessions, open or closed with something left.</summary>
    public int Sessions => _sessions.Count;

    public int Open => _sessions.OpenCount;

    /// <summary>Times that wait, stale ones too.</summary>
    public int DueQueued => _due.QueueCount;

    /// <summary>Sessions of one request that are waited for.</summary>
    public int Provisional => _sessions.Provisional;

    public LiveSession? Session(Pseudonym key) => _sessions.Find(key);

    public LiveActor? Actor(LiveKey key) => _actors.Find(key);

    /// <summary>The session that the event last folded belongs to; the default when it opened none.</summary>
    public SessionId Current { get; private set; }

    /// <summary>The catalogue that rules of restored sessions wait with; null when none waits.</summary>
    public string? AwaitedCatalog { get; private set; }

    /// <summary>Knows the application by this until an event names another version.</summary>
    public void Use(EndpointCatalog catalog) => _catalog = catalog;

    public void Restore(LiveSession session)
    {
        _detection.KeepRunning(ActorKind.Session, session.Detection);
        AwaitedCatalog = session.Catalog ?? AwaitedCatalog;
        _sessions.Restore(session);
        _firstCalls.Restore(session);
        _due.Add(new LiveKey(ActorKind.Session, session.Key), session.Due(_settings));
    }

    public void Restore(ActorKind kind, LiveActor actor)
    {
        var key = new LiveKey(kind, actor.Id);
        _detection.KeepRunning(kind, actor.Detection);
        _actors.Restore(key, actor);
        _due.Add(key, _detection.Forget(kind, actor.Detection, long.MinValue) ?? 0);
    }

    /// <summary>When sessions were last given up for room before this fold began, Unix microseconds.</summary>
    public void Restore(long givenUpAt) => _givenUpAt = givenUpAt;

    /// <summary>Folds one request or recorded event.</summary>
    public void Apply(in RequestEvent e, EndpointCatalog catalog)
    {
        _catalog = catalog;
        _sessions.AwaitRestored();
        var live = Touch(e);
        Current = live?.Id ?? default;
        var news = live is null ? EventFlags.None : live.News(e) | _contacts.Weigh(live, e);
        live?.Add(e, catalog, _settings);
        if (live is not null)
        {
            _handovers.Note(live, e, catalog, Changes.Signals);
            _firstCalls.Note(live, e);
        }

        if (IsStored && SiteKinds.Of(e) is not SiteKind.None and var kindOfSite)
            Changes.CountSite(kindOfSite, e.Time);
        if (news == EventFlags.None)
            Detect(e, live);
        else
            Detect(e with { Flags = e.Flags | news }, live);
        if (IsStored && _sessions.IsTooFull)
            MakeRoom(e.Time);
    }

    /// <summary>An event of a session that cannot be folded: the session is incomplete, or will be when it opens.</summary>
    public void Miss(Pseudonym key, long time)
    {
        var live = _sessions.Find(key) ?? _sessions.Rest(key, time);
        live.HasGaps = true;
        Changed(live);
        MakeRoom(time);
    }

    private void MakeRoom(long now)
    {
        for (var left = GivenUpAtOnce; left > 0 && _sessions.IsTooFull; left--)
        {
            var lowest = _sessions.Lowest();
            Changes.GivenUpAt = _givenUpAt = Math.Max(_givenUpAt, now);
            Changes.ClosedEarly += lowest.IsOpen ? 1 : 0;
            if (lowest.IsOpen)
                Close(lowest, CloseReason.Capacity, now);
            else
                Forget(lowest);
        }
    }

    private void Detect(in RequestEvent e, LiveSession? live)
    {
        _context.Begin(e, Current, _catalog, live);
        if (live is not null)
        {
            if (_detection.Concerns(ActorKind.Session, _context))
            {
                _results.Clear();
                _detection.Observe(ActorKind.Session, live.Id.ToString(), live.Detection, _context, _results);
                _reporter.Keep(live, _results);
            }

            Changed(live);
            _sessions.Note(live);
            if (IsStored && _sessions.Await(live) is { } surplus)
                Close(surplus, CloseReason.Idle, e.Time);
        }

        var seen = live is not null && e.Is(EventFlags.Unmatched) ? e with { Flags = e.Flags | PagesBefore() } : e;
        foreach (var kind in _detection.ActorKinds)
            if (_detection.Concerns(kind, _context) && ActorKeys.Of(kind, seen) is { IsNone: false } actor)
                Changes.Signals.Add(new Signal(kind, actor, Current, kind == ActorKind.Endpoint && live is not null && !e.Is(EventFlags.Unmatched) ? PageTrail.With(live, e) : seen));
    }

    private EventFlags PagesBefore() => !_context.FollowsPages ? EventFlags.None
        : _context.ShownWithin(PageMisses) != 0 ? EventFlags.FollowsPage | EventFlags.FollowsPages
        : EventFlags.FollowsPages;

    /// <summary>Folds what another partition's session stage has told of an actor.</summary>
    public void Apply(in Signal signal, EndpointCatalog catalog)
    {
        if (signal.Kind == ActorKind.Session)
        {
            if (Handover.Is(signal.Event))
                Hand(signal, catalog);
            else if (_sessions.FindOpen(signal.Session) is { } blamed && _reporter.Blame(blamed, signal))
                Changed(blamed);
            return;
        }

        var key = new LiveKey(signal.Kind, signal.Actor);
        var actor = _actors.FindOrAdd(key, signal.Event.Time, _givenUp);
        GiveUp();
        if (!Changes.CountRemembered(actor))
            return;
        _context.Begin(signal, catalog);
        _results.Clear();
        var isInduced = InducedNotice.Is(signal.Event);
        if (isInduced)
            _detection.Accept(signal.Actor.ToString(), actor.Detection, InducedNotice.Read(signal.Event), _context, _results);
        else if (signal.Event.Is(EventFlags.Notice))
            _detection.Hear(signal.Kind, signal.Actor.ToString(), actor.Detection, _context, _results);
        else
            _detection.Observe(signal.Kind, signal.Actor.ToString(), actor.Detection, _context, _results);
        _reporter.Report(_results, mayAnswer: !isInduced);
        Changed(key, actor);
    }

    private void Hand(in Signal signal, EndpointCatalog catalog)
    {
        if (_handovers.Take(signal, catalog, _givenUpAt, Changes.Signals) is not { } live)
            return;
        Changed(live);
        if (IsStored)
            MakeRoom(signal.Event.Time);
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
        _sessions.AwaitRestored();
        while (_due.TryTake(now, out var key, out var at))
        {
            if (key.Kind == ActorKind.Session)
                Advance(_sessions[key.Id], at);
            else
                Advance(key, _actors[key], at);
        }
    }

    // Finds the session that the event belongs to, closing the one before where it ended; null when there is none to open.
    private LiveSession? Touch(in RequestEvent e)
    {
        var live = _sessions.Find(e.Key);
        if (live is { IsOpen: true } && SessionRules.Ended(live, e, _settings) is { } reason)
        {
            if (!e.OpensSession)
                return null;
            Close(live, reason, e.Time);
            live = _sessions.Find(e.Key); // nothing may be left of it
        }

        if (live is { IsOpen: true })
            return live;
        if (!e.OpensSession)
            return null;
        var isKnown = live is not null;
        live = _sessions.Open(e);
        if (!isKnown && _givenUpAt > 0 && !(e.KeyKind == KeyKind.Cookie && e.Is(EventFlags.FirstContact)))
            live.NoteGivenUp(_givenUpAt, e.Time, _settings);
        return live;
    }

    private void Advance(LiveSession live, long now)
    {
        // What was scheduled was the earliest it could be; activity since then has moved it.
        if (live.Due(_settings) is var due && due > now)
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

        if (live.Links is { FirstCallAt: > 0 } links && FirstCalls.Due(links) <= now)
        {
            _firstCalls.Advance(live);
            Changed(live);
            return;
        }

        Close(live, SessionRules.Elapsed(live, now, _settings), now);
    }

    private void Close(LiveSession live, CloseReason reason, long now)
    {
        // A rule that waits for what is still on its way has waited long enough: nothing of this session follows.
        for (var left = WakesAtClose; left > 0 && live.Detection.NextWake is { } wake; left--)
            Wake(live, wake);
        var events = live.Events;
        var mayBeFlood = _sessions.StopAwaiting(live);
        _firstCalls.Remove(live);
        if (KeepsJourneys && live.HasJourney)
            Keep(live.Finish(_settings, reason), mayBeFlood, now);
        _sessions.Close(live);
        // A key that was seen once is most often never seen again, and what is given up makes room: nothing is kept for it.
        if ((events <= 1 && !live.HasGaps && reason != CloseReason.UserChanged) || reason == CloseReason.Capacity)
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
        _sessions.Remove(live);
        _due.Remove(key);
        if (IsStored)
            Changes.Live.Add(key);
    }

    private void Wake(LiveSession live, long at)
    {
        _context.BeginElapsed(at, live.Id, _catalog, live);
        _results.Clear();
        _detection.Elapse(ActorKind.Session, live.Id.ToString(), live.Detection, _context, _results);
        _reporter.Keep(live, _results);
    }

    private void Advance(LiveKey key, LiveActor actor, long now)
    {
        if (actor.Detection.NextWake is { } wake && wake <= now)
        {
            _context.BeginElapsed(wake, default, _catalog, live: null, subject: key.Id);
            _results.Clear();
            _detection.Elapse(key.Kind, key.Id.ToString(), actor.Detection, _context, _results);
            _reporter.Report(_results);
        }

        _detection.Forget(key.Kind, actor.Detection, now);
        Changed(key, actor);
    }

    private void Changed(LiveSession live)
    {
        var key = new LiveKey(ActorKind.Session, live.Key);
        live.Catalog = live.Detection.NextWake is not null ? _catalog.Version : null;
        if (IsStored)
            Changes.Live.Add(key);
        _due.Add(key, live.Due(_settings));
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
            _due.Add(key, _detection.Forget(key.Kind, actor.Detection, long.MinValue) ?? 0);
    }
}
