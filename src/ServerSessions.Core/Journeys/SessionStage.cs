using ServerSessions.Detection;
using ServerSessions.Journeys.Actors;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Journeys.People;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>
/// The stage of a fold that is keyed by session: events go in, and journeys, what rules find about a session, and signals to actors come out.
/// </summary>
internal sealed class SessionStage
{
    // A rule about a session waits for one event or a few; one that asks to be woken for ever must not hold up the partition.
    private const int WakesAtClose = 256;

    // One is one too many in the end; more only after the cap was made smaller, and a commit has its size.
    private const int GivenUpAtOnce = 64;

    // The maximum share of crawlers and tools among the kept journeys of one request.
    private const double OthersPart = 4;

    private static readonly TimeSpan PageMisses = TimeSpan.FromSeconds(5);

    private readonly FoldScope _scope;
    private readonly LiveSessions _sessions;
    private readonly Handovers _handovers;
    private readonly FirstCalls _firstCalls;
    private readonly FirstContacts _contacts = new();
    private readonly TokenBucket _singles;
    private readonly TokenBucket _singlesOfOthers;
    private long _givenUpAt;

    public SessionStage(int partition, FoldScope scope)
    {
        _scope = scope;
        _sessions = new LiveSessions(partition, scope.Settings.Flood);
        _handovers = new Handovers(_sessions, scope.Settings);
        _firstCalls = new FirstCalls(scope.Settings);
        _singles = new TokenBucket(scope.Settings.Flood.SinglesPerMinute);
        _singlesOfOthers = new TokenBucket(scope.Settings.Flood.SinglesPerMinute / OthersPart);
    }

    /// <summary>Whether the journeys of closed sessions are wanted.</summary>
    public bool KeepsJourneys { get; set; } = true;

    /// <summary>Sessions, open or closed with something left.</summary>
    public int Count => _sessions.Count;

    public int Open => _sessions.OpenCount;

    /// <summary>Sessions of one request that are waited for.</summary>
    public int Provisional => _sessions.Provisional;

    /// <summary>The session that the event last folded belongs to; the default when it opened none.</summary>
    public SessionId Current { get; private set; }

    /// <summary>The catalogue that rules of restored sessions wait with; null when none waits.</summary>
    public string? AwaitedCatalog { get; private set; }

    public LiveSession? Find(Pseudonym key) => _sessions.Find(key);

    public void Restore(LiveSession session)
    {
        _scope.Detection.KeepRunning(ActorKind.Session, session.Detection);
        AwaitedCatalog = session.Catalog ?? AwaitedCatalog;
        _sessions.Restore(session);
        _firstCalls.Restore(session);
        _scope.Due.Add(KeyOf(session), SessionRules.Due(session, _scope.Settings));
    }

    /// <summary>When sessions were last given up for room before this fold began, Unix microseconds.</summary>
    public void Restore(long givenUpAt) => _givenUpAt = givenUpAt;

    /// <summary>Waits for restored sessions of one request, in the order in which they came.</summary>
    public void AwaitRestored() => _sessions.AwaitRestored();

    /// <summary>Folds one request or recorded event.</summary>
    public void Apply(in RequestEvent e)
    {
        if (e.Is(EventFlags.Beacon))
        {
            ApplyReport(e);
            return;
        }

        var live = Touch(e);
        Current = live?.Id ?? default;
        var news = live is null ? null : SignalNews.Of(live.ReportsUser(e), _contacts.Weigh(live, e));
        live?.Add(e, _scope.Catalog, _scope.Settings);
        if (live is not null)
        {
            if (_scope.IsStored && ProgressTimes.Take(live, e, _scope.Settings))
                _scope.Changes.Reporting.Add(live.Key);
            _handovers.Note(live, e, _scope.Catalog, _scope.Changes.Signals);
            _firstCalls.Note(live, e);
        }

        if (_scope.IsStored && SiteKinds.Of(e) is not SiteKind.None and var kindOfSite)
            _scope.Changes.CountSite(kindOfSite, e.Time);
        Detect(e, news, live);
        if (_scope.IsStored && _sessions.IsTooFull)
            MakeRoom(e.Time);
    }

    // It opens, ends and prolongs nothing by its own time, and rules do not see it.
    private void ApplyReport(in RequestEvent e)
    {
        Current = default;
        if (e.Detail?.Browser is not { } report || _sessions.Find(e.Key) is not { IsOpen: true } live)
            return;
        Current = live.Id;
        live.Take(report, e.Is(EventFlags.Gap));
        Change(live);
        _sessions.Note(live);
    }

    /// <summary>An event of a session that cannot be folded: the session is incomplete, or will be when it opens.</summary>
    public void Miss(Pseudonym key, long time)
    {
        var live = _sessions.Find(key) ?? _sessions.Rest(key, time);
        live.Gaps.HasGaps = true;
        Change(live);
        MakeRoom(time);
    }

    /// <summary>Takes what another key's partition, or an actor's, reports to a session; an event is a step that is handed over.</summary>
    /// <exception cref="FormatException">It is nothing that a session can be sent.</exception>
    public void Apply(in Signal signal, EndpointCatalog catalog)
    {
        if (signal.Notice is null or HandoverQuestion or HandoverAnswer)
            Hand(signal, catalog);
        else if (signal.Notice is VerdictNotice verdict)
            Judge(verdict);
        else if (signal.Notice is FloodNotice flood)
            Take(flood);
        else
            Report(signal, signal.Notice);
    }

    private void Report(in Signal signal, Notice notice)
    {
        var (session, live) = signal.Actor.IsNone ? (signal.Session, _sessions.FindOpen(signal.Session)) : _handovers.OwnerOf(signal.Actor);
        if (live is { Owner: { IsNone: false } owner })
            _scope.Changes.Signals.Add(signal with { Actor = owner });
        // Without the session that owns the step, what is found is still answered.
        else if (_scope.Reporter.Report(session == default ? signal.Session : session, live, notice))
            Change(live!);
    }

    // A person has decided: closed sessions are looked up where they are stored.
    private void Judge(VerdictNotice verdict)
    {
        foreach (var live in _sessions.AllOpen)
            if (live.Take(verdict))
                Change(live);
        _scope.Changes.Verdicts.Add(verdict);
    }

    // Without a storage nothing is committed: it is noted at once.
    private void Take(FloodNotice flood)
    {
        _scope.Changes.Floods.Add(flood);
        if (_scope.IsStored)
            return;
        NoteFloods();
        _scope.Changes.Floods.Clear();
    }

    /// <summary>Notes the floods of sessions since the last commit in those that are open. Many sources can have one at the same time, so all of them in one pass.</summary>
    public void NoteFloods()
    {
        if (_scope.Changes.Floods.Count == 0)
            return;
        var floods = _scope.Changes.Floods.ToLookup(f => (f.Network, f.Client));
        foreach (var live in _sessions.AllOpen)
            if (live.Events <= 1)
                foreach (var flood in floods[(live.Network, live.Client)])
                    if (flood.Covers(live.Start) && live.Keep(flood.Read()))
                        Change(live);
    }

    private void Hand(in Signal signal, EndpointCatalog catalog)
    {
        if (_handovers.Take(signal, catalog, _givenUpAt, _scope.Changes.Signals) is not { } live)
            return;
        Change(live);
        if (_scope.IsStored)
            MakeRoom(signal.Time);
    }

    /// <summary>Removes what is live of a person, or of one session, that began until then (Unix microseconds). No journey of it is kept.</summary>
    /// <returns>Number of removed sessions, what else the person is known by, and keys that only have to be recognized.</returns>
    public (long Count, PersonIds Found, IReadOnlyList<Pseudonym> Keys) Erase(PersonTraces traces, bool isPerson, long until)
    {
        _sessions.AwaitRestored();
        var theirs = _sessions.All.Where(l => ErasedSessions.IsOf(l, traces) && BeganAt(l) <= until).ToList();
        foreach (var live in theirs)
            Drop(live);
        foreach (var live in _sessions.All)
            if (ErasedSessions.Clean(live, traces))
                Change(live);
        return isPerson
            ? (theirs.Count, FoundOf(theirs), [])
            : (theirs.Count, PersonIds.None, [.. theirs.Where(l => l.KeyKind != KeyKind.Daily).Select(l => l.Key)]);
    }

    /// <summary>Removes the session of a key that turns out to be an erased person's, if it began until then (Unix microseconds).</summary>
    /// <returns>What the person is known by there.</returns>
    public PersonIds Erase(Pseudonym key, long until)
    {
        if (_sessions.Find(key) is not { } live || BeganAt(live) > until)
            return new PersonIds { Keys = [key] };
        Drop(live);
        return FoundOf([live]);
    }

    /// <summary>Closes the open sessions of people who have withdrawn analytics; what rested on it leaves no journey. What rules know of the keys stays.</summary>
    /// <returns>Number of closed sessions.</returns>
    public long CloseWithdrawn(long now)
    {
        _sessions.AwaitRestored();
        var theirs = _sessions.AllOpen.Where(_scope.Withdrawn.Cover).ToList();
        foreach (var live in theirs)
            Close(live, CloseReason.SignOut, now);
        return theirs.Count;
    }

    private static long BeganAt(LiveSession live) => live.IsOpen ? live.Start : live.ClosedAt;

    private static PersonIds FoundOf(IReadOnlyList<LiveSession> theirs) => new()
    {
        Keys = [.. theirs.Where(l => l.KeyKind != KeyKind.Daily).Select(l => l.Key)],
        SignIns = [.. theirs.Where(l => !l.AuthSession.IsNone).Select(l => l.AuthSession).Distinct()],
        Sessions = [.. theirs.SelectMany(l => new[] { l.Id, l.Closed }).Where(id => id != default)],
    };

    private void Drop(LiveSession live)
    {
        _sessions.StopAwaiting(live);
        _firstCalls.Remove(live);
        Forget(live);
    }

    /// <summary>A session is due: a rule wakes, it closes, or what is left of it is forgotten. Unix microseconds.</summary>
    public void Advance(Pseudonym key, long now)
    {
        var live = _sessions[key];
        // The timer was set for the earliest possible time; activity since then has moved it.
        if (SessionRules.Due(live, _scope.Settings) is var due && due > now)
        {
            _scope.Due.Add(KeyOf(live), due);
            return;
        }

        if (!live.IsOpen)
            Forget(live);
        else if (live.Detection.NextWake is { } wake && wake <= now)
        {
            Wake(live, wake);
            Change(live);
        }
        else if (live.Links is { FirstCallAt: > 0 } links && FirstCalls.Due(links) <= now)
        {
            _firstCalls.Advance(live);
            Change(live);
        }
        else
            Close(live, SessionRules.Elapsed(live, now, _scope.Settings), now);
    }

    // Finds the session that the event belongs to, closing the one before where it ended; null when there is none to open.
    private LiveSession? Touch(in RequestEvent e)
    {
        var live = _sessions.Find(e.Key);
        if (live is { IsOpen: true } && SessionRules.Ended(live, e, _scope.Settings) is { } reason)
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
            live.Gaps.NoteGivenUp(_givenUpAt, e.Time, _scope.Settings);
        return live;
    }

    private void Detect(in RequestEvent e, SignalNews? news, LiveSession? live)
    {
        var context = _scope.Context;
        context.Begin(e, news, Current, _scope.Catalog, live);
        if (live is not null)
        {
            if (_scope.Detection.Concerns(ActorKind.Session, context))
            {
                _scope.Results.Clear();
                _scope.Detection.Observe(ActorKind.Session, live.Id.ToString(), live.Detection, context, _scope.Results);
                _scope.Reporter.Keep(live, _scope.Results);
            }

            Change(live);
            _sessions.Note(live);
            if (_scope.IsStored && _sessions.Await(live) is { } surplus)
                Close(surplus, CloseReason.Idle, e.Time);
        }

        Signal(e, news, live);
    }

    private void Signal(in RequestEvent e, SignalNews? news, LiveSession? live)
    {
        var (context, detection) = (_scope.Context, _scope.Detection);
        var isMiss = live is not null && e.Is(EventFlags.Unmatched);
        var followsPages = isMiss && context.FollowsPages;
        var followsPage = (followsPages || e is { Outcome: Outcome.Denied, User.IsNone: false }) && context.ShownWithin(PageMisses) != 0;
        var seen = followsPages || followsPage ? (news ?? new SignalNews()) with { FollowsPages = followsPages, FollowsPage = followsPage } : news;
        foreach (var kind in detection.ActorKinds)
            if (detection.Concerns(kind, context) && ActorKeys.Of(kind, e) is { IsNone: false } actor)
                _scope.Changes.Signals.Add(new Signal(kind, actor, Current, e) { News = kind == ActorKind.Endpoint && live is not null && !isMiss ? PageTrail.With(news, live, e) : seen });
    }

    private void Wake(LiveSession live, long at)
    {
        _scope.Context.BeginElapsed(at, live.Id, _scope.Catalog, live);
        _scope.Results.Clear();
        _scope.Detection.Elapse(ActorKind.Session, live.Id.ToString(), live.Detection, _scope.Context, _scope.Results);
        _scope.Reporter.Keep(live, _scope.Results);
    }

    private void MakeRoom(long now)
    {
        for (var left = GivenUpAtOnce; left > 0 && _sessions.IsTooFull; left--)
        {
            var lowest = _sessions.Lowest();
            _scope.Changes.GivenUpAt = _givenUpAt = Math.Max(_givenUpAt, now);
            _scope.Changes.ClosedEarly += lowest.IsOpen ? 1 : 0;
            if (lowest.IsOpen)
                Close(lowest, CloseReason.Capacity, now);
            else
                Forget(lowest);
        }
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
        {
            var journey = live.Finish(_scope.Settings, reason);
            Keep(journey, mayBeFlood, now);
            if (live.IsPersonal && _scope.IsStored)
                Report(journey);
        }

        _sessions.Close(live);
        // A key that was seen once is most often never seen again, and what is given up makes room: nothing is kept for it.
        if ((events <= 1 && live.Gaps is { HasGaps: false, IsLateStart: false } && reason != CloseReason.UserChanged) || reason == CloseReason.Capacity)
            Forget(live);
        else
            Change(live);
    }

    private void Keep(Journey journey, bool mayBeFlood, long now)
    {
        // A crawler that keeps no cookie must not take the place of people who come once.
        if (_scope.Withdrawn.Cover(journey))
            _scope.Changes.Count(journey);
        else if (mayBeFlood && journey.Findings.Count == 0 && !(journey.Actor == SessionActor.Person ? _singles : _singlesOfOthers).TryTake(now))
            _scope.Changes.Count(journey);
        else
            _scope.Changes.Add(journey, _scope.IsStored);
    }

    /// <summary>Adds the reports of open sessions to the memories of their people to the changes.</summary>
    public void ReportProgress()
    {
        foreach (var key in _scope.Changes.Reporting)
            if (_sessions.Find(key) is { IsOpen: true, IsPersonal: true, HasJourney: true } live)
                Report(live.Build(_scope.Settings, CloseReason.Open));
        _scope.Changes.Reporting.Clear();
    }

    private void Report(Journey journey) => _scope.Changes.Progress.AddRange(PersonProgress.Of(journey, _scope.Settings.Insights, _scope.Catalog));

    private void Forget(LiveSession live)
    {
        _sessions.Remove(live);
        _scope.Remove(KeyOf(live));
    }

    private void Change(LiveSession live)
    {
        var key = KeyOf(live);
        live.Catalog = live.Detection.NextWake is not null ? _scope.Catalog.Version : null;
        _scope.Change(key);
        _scope.Due.Add(key, SessionRules.Due(live, _scope.Settings));
    }

    private static LiveKey KeyOf(LiveSession live) => new(ActorKind.Session, live.Key);
}
