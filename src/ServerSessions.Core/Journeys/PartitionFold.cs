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

    // One is one too many in the end; more only after the cap was made smaller, and a commit has its size.
    private const int GivenUpAtOnce = 64;

    // A rule about a session waits for one event or a few; one that asks to be woken for ever must not hold up the partition.
    private const int WakesAtClose = 256;

    private static readonly TimeSpan PageMisses = TimeSpan.FromSeconds(5);

    private readonly LiveSessions _sessions = new(partition, settings.Flood);
    private readonly LiveActors _actors = new(settings.Flood);
    private readonly List<LiveKey> _givenUp = [];
    private readonly DueTimes _due = new();
    private readonly DetectorContext _context = new();
    private readonly List<DetectionResult> _results = [];
    private readonly FirstContacts _contacts = new();
    private readonly Allowance _singles = new(settings.Flood.SinglesPerMinute);
    private long _givenUpAt;
    private EndpointCatalog _catalog = EndpointCatalog.Empty;

    public FoldChanges Changes { get; } = new(settings.Insights);

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
        detection.KeepRunning(ActorKind.Session, session.Detection);
        AwaitedCatalog = session.Catalog ?? AwaitedCatalog;
        _sessions.Restore(session);
        _due.Add(new LiveKey(ActorKind.Session, session.Key), session.Due(settings));
    }

    public void Restore(ActorKind kind, LiveActor actor)
    {
        var key = new LiveKey(kind, actor.Id);
        detection.KeepRunning(kind, actor.Detection);
        _actors.Restore(key, actor);
        _due.Add(key, detection.Forget(kind, actor.Detection, long.MinValue) ?? 0);
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
        live?.Add(e, catalog, settings);
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
            if (detection.Concerns(ActorKind.Session, _context))
            {
                _results.Clear();
                detection.Observe(ActorKind.Session, live.Id.ToString(), live.Detection, _context, _results);
                Note(live);
            }

            Changed(live);
            _sessions.Note(live);
            if (IsStored && _sessions.Await(live) is { } surplus)
                Close(surplus, CloseReason.Idle, e.Time);
        }

        var seen = live is not null && e.Is(EventFlags.Unmatched) && _context.ShownWithin(PageMisses) != 0 ? e with { Flags = e.Flags | EventFlags.FollowsPage } : e;
        foreach (var kind in detection.ActorKinds)
            if (detection.Concerns(kind, _context) && ActorKeys.Of(kind, seen) is { IsNone: false } actor)
                Changes.Signals.Add(new Signal(kind, actor, Current, kind == ActorKind.Endpoint && live is not null ? live.WithWay(e) : seen));
    }

    /// <summary>Folds what another partition's session stage has told of an actor.</summary>
    public void Apply(in Signal signal, EndpointCatalog catalog)
    {
        if (signal.Kind == ActorKind.Session)
        {
            Blame(signal);
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
            detection.Accept(signal.Actor.ToString(), actor.Detection, InducedNotice.Read(signal.Event), _context, _results);
        else if (signal.Event.Is(EventFlags.Notice))
            detection.Hear(signal.Kind, signal.Actor.ToString(), actor.Detection, _context, _results);
        else
            detection.Observe(signal.Kind, signal.Actor.ToString(), actor.Detection, _context, _results);
        Report(_results, mayAnswer: !isInduced);
        Changed(key, actor);
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
        if (live is { IsOpen: true } && SessionRules.Ended(live, e, settings) is { } reason)
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
            live.NoteGivenUp(_givenUpAt, e.Time, settings);
        return live;
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

        Close(live, SessionRules.Elapsed(live, now, settings), now);
    }

    private void Close(LiveSession live, CloseReason reason, long now)
    {
        // A rule that waits for what is still on its way has waited long enough: nothing of this session follows.
        for (var left = WakesAtClose; left > 0 && live.Detection.NextWake is { } wake; left--)
            Wake(live, wake);
        var events = live.Events;
        var mayBeFlood = _sessions.StopAwaiting(live);
        if (KeepsJourneys && live.HasJourney)
            Keep(live.Finish(settings, reason), mayBeFlood, now);
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
        if (_sessions.FindOpen(signal.Session) is not { } live)
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
            // The source answers for it whatever people have said about the person.
            if (!result.Source.IsNone && result.Full is { } full)
                Changes.Signals.Add(InducedNotice.Of(result.Source, result.Alert, full, _context.Session));
            if (detection.IsSuppressed(finding, _context.Now))
            {
                Changes.Suppress(finding.Rule, _context.Now, result.IsNew);
                continue;
            }

            Changes.Add(result);
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
