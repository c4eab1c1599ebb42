using ServerSessions.Detection;
using ServerSessions.Journeys.Browser;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// The state of one session key: events go in, a journey comes out. It is pure: it reads nothing but its arguments.
/// After the session is closed a small rest stays for a day: which session the next one continues, and what it had reached.
/// </summary>
internal sealed class LiveSession(Pseudonym key) : ISessionView
{
    public static readonly TimeSpan RestKept = TimeSpan.FromHours(24);

    // Most sessions end before any of these is needed, and there are many at once.
    private StepFold? _fold;
    private List<Finding>? _findings;
    private List<Exposure>? _exposures;
    private List<SessionAlert>? _alerts;
    private SessionGaps _gaps;

    public Pseudonym Key => key;
    public KeyKind KeyKind { get; set; }

    /// <summary>The open session; the default when none is open.</summary>
    public SessionId Id { get; set; }

    /// <summary>The session closed last on this key; the default when there is none.</summary>
    public SessionId Closed { get; set; }

    public long ClosedAt { get; set; }
    public Pseudonym User { get; set; }

    /// <summary>The last authenticated session; none for an anonymous session, or for a token that names none.</summary>
    public Pseudonym AuthSession { get; set; }

    public long Start { get; set; }
    public long LastActive { get; set; }
    public long End { get; set; }

    /// <summary>A sign-out ends the session at this time; 0 when there was none. What began before it still belongs here.</summary>
    public long EndsAt { get; set; }

    public string? Client { get; set; }
    public ulong Network { get; set; }

    /// <summary>What its client showed beside its name, in the network that it began in.</summary>
    public ClientTraits Traits { get; set; }
    public string? Referrer { get; set; }

    /// <summary>It began on the way from a page of the application.</summary>
    public bool IsOwnReferrer { get; set; }

    /// <summary>Traits that the application has recorded of its user, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UserTraits { get; set; } = [];

    /// <summary>The campaign of its first request; null for most.</summary>
    public Campaign? Campaign { get; set; }

    /// <summary>Where the session's user is; null while neither a user nor a place is known.</summary>
    public Presence? Presence { get; set; }

    public PlaceCode Place => Presence?.Place ?? default;
    public bool IsPresenceNews => Presence is { IsPlaceNews: true };

    public int Passive { get; set; }

    /// <summary>Number of passive requests, with the reports of the browser. Rules see <see cref="Passive"/> alone.</summary>
    public int PassiveRequests => Passive + (Views?.Reports ?? 0);

    /// <summary>What may be missing of it.</summary>
    public ref SessionGaps Gaps => ref _gaps;

    /// <summary>Relations of this key to other keys of the same visitor; null for most.</summary>
    public KeyLinks? Links { get; set; }

    public bool IsPastUnseen => Links is { IsPastUnseen: true };

    /// <summary>Features whose policies refused the user at the last sign-in.</summary>
    public string[] Refused { get; set; } = [];

    /// <summary>Its visitor allows personalisation, by the newest request: it reports to the memory of its person.</summary>
    public bool IsPersonal { get; set; }

    /// <summary>Its user does not allow analytics, by the newest request: the user is not counted.</summary>
    public bool LacksAnalytics { get; set; }

    /// <inheritdoc cref="Journey.HadAnalytics"/>
    public bool HadAnalytics { get; set; }

    /// <summary>When it last reported, by the time of its events; 0 when it has not, or another worker had it then. Not stored.</summary>
    public long ReportedAt { get; set; }

    /// <summary>The browser came without our cookie, and this is its first session.</summary>
    public bool IsNew { get; set; }

    /// <summary>Nothing but frames, images and the like of other sites' pages: kept for rules alone.</summary>
    public bool IsOnlyParts { get; set; }

    /// <summary>Nothing of it is shown: it is no visit, and has no finding.</summary>
    public bool IsHidden => !HasFindings && (IsOnlyParts || KeyKind == KeyKind.CrossSite || (User.IsNone && Links is { IsAttached: true }));

    /// <summary>Whether anything is folded yet.</summary>
    public bool HasFold => _fold is not null;

    public StepFold Fold { get => _fold ??= new StepFold(); set => _fold = value; }

    /// <summary>The newest requests, which are not folded yet.</summary>
    public PendingWindow Pending { get; } = new();

    /// <summary>What the browser reported of its pages; null while it reported nothing.</summary>
    public PageViews? Views { get; set; }

    public bool HasFindings => _findings is { Count: > 0 };
    public List<Finding> Findings => _findings ??= [];
    public SubjectState Detection { get; set; } = new();

    /// <summary>Alerts about actors with evidence in this session.</summary>
    public IReadOnlyList<SessionAlert> Alerts { get => _alerts ?? []; set => _alerts = value.Count == 0 ? null : [.. value]; }

    /// <summary>The proof of the client's name; it must verify every active request.</summary>
    public ActorProof Proof { get; set; }

    /// <summary>Experiments that were evaluated, each variant once with its earliest time.</summary>
    public IReadOnlyList<Exposure> Exposures { get => _exposures ?? []; set => _exposures = value.Count == 0 ? null : [.. value]; }

    /// <summary>Version of the endpoint catalogue that a waiting rule will ask; null when none waits.</summary>
    public string? Catalog { get; set; }

    /// <summary>Declared predecessors that were reached here and in the session before; null while there are none.</summary>
    public ReachedSteps? ReachedSteps { get; set; }

    public bool IsOpen => Id != default;

    /// <summary>Open, anonymous, and of one request by a client that came without our cookie: it may never come back.</summary>
    public bool IsProvisional => SessionRules.IsProvisional(this);

    /// <summary>Whether it has a journey: at least one step or recorded event.</summary>
    public bool HasSteps => HasRequests || Views is { HasSteps: true };

    /// <summary>Something was added.</summary>
    public bool HasBegun => HasRequests || Passive > 0;

    // What a browser reports must not decide what rules are shown.
    private bool HasRequests => Pending.Count > 0 || HasFold;

    /// <summary>No session of a visitor: the client that began it names itself a machine, or it is a form that another site sent.</summary>
    public bool IsNoVisit => IsBot || KeyKind == KeyKind.CrossSite;

    /// <summary>The client that began it names itself a crawler, an AI agent or an uptime check.</summary>
    public bool IsBot => ClientKinds.IsBot(Client);

    /// <summary>The key of the session that this form's step was handed over to; none for what has a session of its own.</summary>
    public Pseudonym Owner => KeyKind == KeyKind.CrossSite && Links is { } links ? links.HandedTo : default;

    public bool HasJourney => HasSteps && !IsHidden;

    public SessionWorth Worth => SessionRules.Worth(this);

    /// <summary>Its worth at the last ranking; not stored.</summary>
    public SessionWorth RankedAs { get; set; } = SessionWorth.Unranked;

    /// <summary>The slot of users that it is counted in while sessions are given up, 0 for none; not stored.</summary>
    public ushort UserSlot { get; set; }

    /// <summary>The count of its user, where that is kept; not stored.</summary>
    public HeldSessions? HeldBy { get; set; }

    /// <summary>Requests so far, passive ones too; with those that wait.</summary>
    public int Events => (_fold?.Requests ?? 0) + Pending.Requests + PassiveRequests;

    /// <summary>Requests so far, with what the application recorded.</summary>
    public int Requests => (_fold?.Requests ?? 0) + Pending.Count + Passive;

    /// <summary>The newest of what waits to be folded: up to 64 requests, which is enough for rules that look a few steps back.</summary>
    public IReadOnlyList<string> RecentSteps(int max) => Pending.Names(max);

    public void Open(in RequestEvent e, int partition)
    {
        Id = SessionId.Create(e.Time, partition, key);
        var isRestKept = e.Time < ClosedAt + RestKept.ToMicroseconds();
        _gaps.Begin(e, isRestKept, Closed != default);
        // Whether the rest was forgotten before depends on when time was advanced; the result must not.
        if (!isRestKept)
        {
            Closed = default;
            ReachedSteps = null;
        }

        KeyKind = e.KeyKind;
        User = default;
        AuthSession = default;
        Start = e.Time;
        LastActive = e.Time;
        End = e.End;
        EndsAt = 0;
        Client = e.Client;
        Network = e.Network;
        Traits = default;
        Referrer = e.Detail?.Referrer;
        IsOwnReferrer = e.Is(EventFlags.SameOrigin);
        Campaign = EventFacts.CampaignOf(e);
        UserTraits = [];
        Presence = null;
        Passive = 0;
        Links?.Begin();
        IsNew = Closed == default && e.Is(EventFlags.FirstContact);
        IsOnlyParts = e.Is(EventFlags.Part);
        HadAnalytics = false;
        NotePurposes(e);
        ReportedAt = 0;
        Proof = EventFacts.ProofOf(e);
        _fold = null;
        Pending.Clear();
        Views = null;
        _findings = null;
        _exposures = null;
        _alerts = null;
        Refused = [];
        Detection = new SubjectState();
    }

    /// <summary>Whether an event that is about to be added reports to its user's actor that the user is here.</summary>
    public bool ReportsUser(in RequestEvent e) => e.IsActive && !e.User.IsNone && (Presence ??= new Presence()).TryReport(e, User);

    /// <summary>Keeps the newest state of a finding.</summary>
    public void Keep(Finding finding) => _findings = SessionFindings.With(Findings, finding);

    /// <summary>Keeps an alert about an actor; false when nothing has changed.</summary>
    public bool Keep(SessionAlert alert)
    {
        if (SessionFindings.With(Alerts, alert) is not { } kept)
            return false;
        _alerts = kept;
        return true;
    }

    /// <summary>Takes a person's verdict about a finding; false when none of it is here.</summary>
    public bool Take(VerdictNotice verdict)
    {
        if (_findings is null && _alerts is null)
            return false;
        var (findings, alerts) = SessionFindings.Judged(_findings ?? [], _alerts ?? [], verdict);
        (_findings, _alerts) = (findings ?? _findings, alerts ?? _alerts);
        return findings is not null || alerts is not null;
    }

    public void Add(in RequestEvent e, EndpointCatalog catalog, JourneySettings settings)
    {
        _gaps.Add(e);
        Presence?.Begin();
        foreach (var step in e.Detail?.ReachedBefore ?? [])
            if (catalog.IsRequired(step))
                Reach(step, e.Time);
        if (e.Network == Network)
            Traits = Traits.With(e.Traits);
        IsOnlyParts &= e.Is(EventFlags.Part);
        // Also what was fetched ahead of need: the browser then shows it without asking again.
        if (e.Outcome is Outcome.Ok or Outcome.Redirected && catalog.IsRequired(e.Step))
            Reach(e.Step, e.Time);
        // Only where it can prove that no token was issued.
        if (IsNew && e.Is(EventFlags.TokenIssued))
            Reach(ISessionView.TokenIssued, e.Time);
        if (!e.AuthSession.IsNone)
            AuthSession = e.AuthSession;
        if (!e.User.IsNone)
            User = e.User;
        // What a script asks for in the background may show a variant too.
        if (e.Detail?.Properties is { } shown && !e.Is(EventFlags.Custom))
            SessionExposures.Add(_exposures ??= [], shown, e.Time);
        if (!e.IsActive)
        {
            AddPassive(e);
            return;
        }

        if (Proof != ActorProof.None && EventFacts.ProofOf(e) == ActorProof.None)
            Proof = ActorProof.None;
        if (!e.Is(EventFlags.Custom))
            NotePurposes(e);
        if (!e.Place.IsNone)
            (Presence ??= new Presence()).NotePlace(e);
        if (e.Detail?.Properties is { } properties && !e.Is(EventFlags.Custom))
        {
            UserTraits = TraitFacts.With(UserTraits, properties);
            // Of the last sign-in.
            if (e.Is(EventFlags.SignedIn))
                Refused = [.. RefusedFeatures.Read(properties)];
        }

        // A request that a browser sends by itself goes with a step, and is none without one.
        if (e.Is(EventFlags.Part) && !HasRequests)
        {
            AddPassive(e);
            return;
        }

        if (e.Time < Start)
            IsOwnReferrer = e.Is(EventFlags.SameOrigin);
        if (e.Time <= Start)
        {
            Start = e.Time;
            Referrer = e.Detail?.Referrer ?? Referrer;
            Campaign = EventFacts.CampaignOf(e) ?? Campaign;
        }

        if (!e.Is(EventFlags.Part))
            LastActive = Math.Max(LastActive, e.Time);
        End = Math.Max(End, e.End);
        if (e.Is(EventFlags.SignedOut))
            EndsAt = Math.Max(EndsAt, e.End);

        Pending.Add(RawStep.Of(e));
        if (Pending.IsTooLong)
            Pending.SettleOldest(Fold, settings);
    }

    /// <summary>
    /// Takes what the browser reports of a page of this session. It describes the journey and changes nothing that rules read. A page that was loaded before the
    /// session began is not one of it.
    /// </summary>
    public void Take(BrowserReport report, bool hasGap)
    {
        _gaps.HasGaps |= hasGap;
        Views ??= new PageViews();
        Views.Reports = Math.Min(Views.Reports + 1, int.MaxValue - 1);
        if (report.Page < Start || Views.Take(report) is not { Step: not null } step)
            return;
        LastActive = Math.Max(LastActive, step.Time);
        End = Math.Max(End, step.Time);
    }

    private void NotePurposes(in RequestEvent e)
    {
        (IsPersonal, LacksAnalytics) = (e.Is(EventFlags.Personal), e.Is(EventFlags.LacksAnalytics));
        HadAnalytics |= !LacksAnalytics;
    }

    private void AddPassive(in RequestEvent e)
    {
        Passive++;
        if (e.Is(EventFlags.Prefetch) && e.Is(EventFlags.Page) && e.Outcome == Outcome.Ok)
            (Views ??= new PageViews()).NoteAhead(e);
        // Nothing else shows that it goes on.
        if (!HasRequests)
            (LastActive, End) = (Math.Max(LastActive, e.Time), Math.Max(End, e.End));
    }

    /// <summary>The journey at this moment; the state is unchanged, so an open session can be read any number of times.</summary>
    public Journey Build(JourneySettings settings, CloseReason close)
    {
        var fold = _fold?.Copy() ?? new StepFold();
        Pending.CopyTo(fold, settings);
        return JourneyShape.Of(this, fold, settings, close);
    }

    /// <summary>The journey of a session that closes: what waited is folded for good.</summary>
    public Journey Finish(JourneySettings settings, CloseReason close)
    {
        Pending.SettleAll(Fold, settings);
        return JourneyShape.Of(this, Fold, settings, close);
    }

    /// <summary>Leaves the rest that the key's next session needs.</summary>
    public void Close()
    {
        Closed = Id;
        ClosedAt = End;
        Id = default;
        _fold = null;
        Pending.Release();
        Views = null;
        _findings = null;
        _exposures = null;
        _alerts = null;
        Detection = new SubjectState();
        Links?.Close();
        ReachedSteps?.Close();
    }

    /// <summary>A declared step was reached; the earliest time counts.</summary>
    public void Reach(string step, long time) => (ReachedSteps ??= new ReachedSteps()).Add(step, time);

    public bool Reached(string step, long until) => ReachedSteps is { } reached && reached.Contains(step, until);

    public bool ReachedBefore(string step) => ReachedSteps is { } reached && reached.ContainsEarlier(step, Start);

    public int RecentCount => Pending.Count;
    public bool HasOlder => _fold is { Requests: > 0 };
    public RecentStep Recent(int index) => Pending.Recent(index);

    bool ISessionView.HasGaps => _gaps.MayLackSteps || IsPastUnseen;
    bool ISessionView.FollowsGaps => _gaps.FollowsGaps;
    bool ISessionView.MayLackFirst => _gaps.LacksFirst || _gaps.FollowsLackOfFirst;

    public bool Remembers(string rule) => Detection.Remembers(rule);
}
