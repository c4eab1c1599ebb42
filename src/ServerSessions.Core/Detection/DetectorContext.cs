using ServerSessions.Detection;
using ServerSessions.Model;

namespace ServerSessions;

/// <summary>What a rule sees: the event, its subject's memory, and the session where the subject is one. Valid during the call only.</summary>
public sealed class DetectorContext
{
    // Rules add and subtract windows: a time at the very ends of the calendar, as a hostile log has it, must not overflow.
    private static readonly long Earliest = DateTimeOffset.MinValue.AddDays(60).ToMicroseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.AddDays(-60).ToMicroseconds();

    private RequestEvent _event;
    private string _rule = "";
    private bool _isInduced;
    private bool _seesEverything;

    internal DetectorContext()
    {
    }

    /// <summary>The call of an application's detector that is made with this context.</summary>
    internal DetectorCall Call { get; } = new();

    /// <summary>The kind of subject that the rule is asked about.</summary>
    public ActorKind SubjectKind { get; internal set; }

    /// <summary>
    /// The rule whose finding is told, one of <see cref="DetectorInfo.Hears"/>; null for a request. The event is then the one that decided,
    /// or none where another subject's finding is told.
    /// </summary>
    public string? Heard { get; private set; }

    /// <summary>Time of the first evidence of what is <see cref="Heard"/> (UTC).</summary>
    public DateTimeOffset HeardSince { get; private set; }

    /// <summary>Time of the event, or the time that has come (UTC).</summary>
    public DateTimeOffset Now { get; internal set; }

    /// <summary>What the rule remembers about the subject.</summary>
    public DetectorMemory Memory { get; internal set; } = null!;

    /// <summary>The event's session; the default where the request opened none.</summary>
    public SessionId Session { get; internal set; }

    /// <summary>Name of the step.</summary>
    public string Step => _event.Step;

    /// <summary>The method changes nothing (GET, HEAD, OPTIONS).</summary>
    public bool IsSafe => _event.Verb.IsSafe();

    /// <summary>Status code.</summary>
    public int Status => _event.Status;

    /// <summary>How the request ended.</summary>
    public Outcome Outcome => _event.Outcome;

    /// <summary>What the login came to; None for anything else.</summary>
    public LoginOutcome Login => _event.Login;

    /// <summary>The attempted account.</summary>
    public Pseudonym Account => _event.Detail?.Account ?? default;

    /// <summary>The signed-in user.</summary>
    public Pseudonym User => _event.User;

    /// <summary>The browser, where the key was made from its cookie; else none.</summary>
    public Pseudonym Device => _event.KeyKind == KeyKind.Cookie ? _event.Key : default;

    /// <summary>The authenticated session; none when nobody is signed in, or when the application's tokens do not name it.</summary>
    public Pseudonym AuthSession => _event.AuthSession;

    /// <summary>The authenticated session that the request showed though it was revoked; none for most. Nobody is signed in by it.</summary>
    public Pseudonym RevokedSession => _event.Detail?.RevokedSession ?? default;

    /// <summary>
    /// Another site sent a form here, so the browser had to withhold its cookie: that there is none, and that nothing came before, proves nothing. It is the
    /// client's claim; who signs in, and from which source, counts all the same.
    /// </summary>
    public bool IsCookieWithheld => _event.KeyKind == KeyKind.CrossSite;

    /// <summary>A remote authentication handler (OpenID Connect, SAML, OAuth) completed the sign-in of this request.</summary>
    public bool IsRemoteSignIn => _event.Detail?.IsRemoteSignIn == true;

    /// <summary>What the session key was made from.</summary>
    public KeyKind KeyKind => _event.KeyKind;

    /// <summary>Keyed hash of the network prefix.</summary>
    public ulong Network => _event.Network;

    /// <summary>ISO 3166-1 alpha-2 of the country that the address is in, "DE"; null when it is not known.</summary>
    public string? Country => _event.Place.Country;

    /// <summary>The network is known as a VPN, relay, data centre or satellite link: the person is somewhere else.</summary>
    public bool IsKnownRelay => _event.Place.IsRelay;

    /// <summary>Keyed hash of the user agent.</summary>
    public ulong Agent => _event.Agent;

    /// <summary>Keyed hash of the route values and the query: which item was asked for; 0 when there are none.</summary>
    public ulong Parameters => _event.Parameters;

    /// <summary>Keyed hash of an unmatched path.</summary>
    public ulong Path => _event.Path;

    /// <summary>The entry of the known-probe list that the path is on; null when it is on none.</summary>
    public string? Probe => _event.Detail?.Probe;

    /// <summary>No endpoint matched.</summary>
    public bool IsUnmatched => _event.Is(EventFlags.Unmatched);

    /// <summary>A page of this site led here.</summary>
    public bool IsSameOrigin => _event.Is(EventFlags.SameOrigin);

    /// <summary>A file that browsers ask for by themselves.</summary>
    public bool IsBrowserExtra => _event.Is(EventFlags.BrowserExtra);

    /// <summary>The browser has signed in to the attempted account before.</summary>
    public bool IsKnownDevice => _event.Is(EventFlags.KnownDevice);

    /// <summary>
    /// Another page, or content in a page, can make a browser send it. The engine keeps such requests apart where the subject is a session, a user or
    /// a device, so a rule needs this only for what it says.
    /// </summary>
    public bool IsInduced => _event.Is(EventFlags.Induced);

    /// <summary>No step of a journey: polling, a stream, a HEAD or OPTIONS request, or fetched ahead of need.</summary>
    public bool IsPassive => _event.Is(EventFlags.Passive);

    /// <summary>The client came without our cookie.</summary>
    public bool IsFirstContact => _event.Is(EventFlags.FirstContact);

    /// <summary>The user agent names itself a crawler or a tool, which any client can: a rule must not spare it.</summary>
    public bool IsBot => _event.Is(EventFlags.Bot);

    /// <summary>The browser was navigating.</summary>
    public bool IsNavigation => _event.Is(EventFlags.Navigation);

    /// <summary>The endpoint takes logins.</summary>
    public bool IsLogin => _event.Is(EventFlags.LoginEndpoint);

    /// <summary>The session's user is here: at first, from another network, and every five minutes of activity.</summary>
    public bool IsPresence => _event.Is(EventFlags.Presence);

    /// <summary>Somebody was signed in.</summary>
    public bool IsSignIn => _event.Is(EventFlags.SignedIn);

    /// <summary>The user was signed out.</summary>
    public bool IsSignOut => _event.Is(EventFlags.SignedOut);

    /// <summary>The user's password was changed.</summary>
    public bool IsPasswordChange => _event.Is(EventFlags.PasswordChanged);

    /// <summary>Signing in, or a rise of privilege, has kept the authenticated session's id.</summary>
    public bool KeepsId => _event.Is(EventFlags.IdKept);

    /// <summary>The endpoint is marked sensitive.</summary>
    public bool IsSensitive => _event.Is(EventFlags.Sensitive);

    /// <summary>The endpoint is a trap.</summary>
    public bool IsTrap => _event.Is(EventFlags.Trap);

    /// <summary>A form's trap field was filled in.</summary>
    public bool IsTrapFieldFilled => _event.Is(EventFlags.TrapField);

    /// <summary>The request's antiforgery token was good.</summary>
    public bool IsTokenAccepted => _event.Is(EventFlags.TokenAccepted);

    /// <summary>An antiforgery token was needed, and there was none or not this browser's.</summary>
    public bool IsTokenRefused => _event.Is(EventFlags.TokenRefused);

    /// <summary>A page of another site led here.</summary>
    public bool HasForeignReferrer => _event.Detail?.Referrer is not null;

    /// <summary>The policy that refused; null when none did.</summary>
    public string? Policy => _event.Detail?.Policy;

    /// <summary>The browser in words, "Chrome 126, Windows, desktop"; null when it did not say.</summary>
    public string? Client => _event.Client;

    /// <summary>
    /// The object that a refused or missing request named; 0 for none. Equal for equal ids of one session and route, and to be compared with
    /// nothing else.
    /// </summary>
    public ulong Object => _event.Detail?.Object ?? 0;

    /// <summary><see cref="Object"/> is a number, whose distance to others of the same session and route is the ids' distance.</summary>
    public bool IsObjectOrdinal => _event.Detail?.IsOrdinal ?? false;

    /// <summary>A script of a page fetched it.</summary>
    public bool IsScriptFetch => _event.Is(EventFlags.ScriptFetch);

    /// <summary>The client claims to fetch it ahead of need; only a safe request can. A rule about what was tried must not spare it.</summary>
    public bool IsPrefetch => _event.Is(EventFlags.Prefetch);

    /// <summary>Steps of which one must come before this one; empty when nothing is declared.</summary>
    public IReadOnlyList<string> Requires => Endpoint?.Requires ?? [];

    /// <summary>Events of this session were dropped: what is missing proves nothing.</summary>
    public bool SessionHasGaps => Live?.HasGaps ?? false;

    /// <summary>Events of the key's session before this one were dropped: what it reached may be more than is known.</summary>
    internal bool SessionFollowsGaps => Live?.FollowsGaps ?? false;

    /// <summary>The cookie is new, and its visitor may have been here under another key: that one is asked, and what it saw is not known yet.</summary>
    internal bool MayContinue => _event.Detail is { Before.IsNone: false };

    /// <summary>Requests of the session so far, this one and passive ones too; 0 where the subject is no session.</summary>
    internal int SessionRequests => Live?.Requests ?? 0;

    /// <summary>The session was shown a page right before; known of unmatched requests.</summary>
    internal bool FollowsPage => _event.Is(EventFlags.FollowsPage);

    /// <summary>Start of the page that this session was shown so shortly before, Unix microseconds; 0 for none.</summary>
    internal ulong ShownWithin(TimeSpan time)
    {
        var earliest = _event.Time - time.ToMicroseconds();
        for (var i = (Live?.RecentCount ?? 0) - 1; i >= 0; i--)
            if (Live!.Recent(i) is { IsShownPage: true } page && page.End <= _event.Time)
                return page.End >= earliest ? (ulong)page.Time : 0;
        return 0;
    }

    /// <summary>Network prefix and user agent of the event; none where the network is not known.</summary>
    internal Pseudonym Source => _event.Network == 0 ? default : new Pseudonym(_event.Network, _event.Agent);

    internal PlaceCode Place => _event.Place;

    internal RequestEvent Event => _event;

    /// <summary>Whether this event tells something new about where its user is; what an actor is told of has been asked already.</summary>
    internal bool IsPresenceNews => Live?.IsPresenceNews ?? true;

    /// <summary>What was learnt of this application, as an input of its own version.</summary>
    internal Baselines Baselines { get; set; } = Baselines.Empty;

    /// <summary>First contacts that this event tells of, or clients that came back where it is none; 0 for most.</summary>
    internal int Contacts => (_event.Flags & EventFlags.CountsLump) switch
    {
        EventFlags.CountsOne => 1,
        EventFlags.CountsTwo => 2,
        EventFlags.CountsLump => RequestEvent.Lump,
        _ => 0,
    };

    /// <summary>The actor that the rule is asked about; none for a session.</summary>
    internal Pseudonym Subject { get; private set; }

    /// <summary>Start of the event; of what another subject's finding tells, its first evidence.</summary>
    internal DateTimeOffset Since => Within(_event.Time);

    /// <summary>What rules have to tell other subjects.</summary>
    internal List<Signal> Notices { get; } = [];

    internal EndpointFacts? Endpoint { get; set; }

    /// <summary>What the application declares about the endpoint that served it.</summary>
    internal EndpointFacts? Facts => Catalog.Find(_event.Step, _event.Verb);

    /// <summary>The step that shows the form which this request sends; null where that is not known.</summary>
    internal string? FormPage => Catalog.FormPage(_event.Step, _event.Verb);

    /// <summary>For an endpoint: the pages that the session was shown before, the newest first.</summary>
    internal IReadOnlyList<string> Came => _event.Detail?.Came ?? [];

    internal EndpointCatalog Catalog { get; set; } = EndpointCatalog.Empty;

    internal ISessionView? Live { get; set; }

    internal FindingDraft? Draft { get; private set; }

    internal DateTimeOffset? Wake { get; private set; }

    /// <summary>The sign-in that a finding is about, where it is not the one of the event; none for that one.</summary>
    internal Pseudonym FoundSignIn { get; set; }

    /// <summary>Whether a step was reached in this session at or before a time.</summary>
    public bool Reached(string step, DateTimeOffset until) => Live?.Reached(step, until.ToMicroseconds()) ?? false;

    /// <summary>Whether a step was reached in the browser's preceding session, at most 24 hours ago.</summary>
    public bool ReachedBefore(string step) => Live?.ReachedBefore(step) ?? false;

    /// <summary>The newest pages and actions of the session, oldest first, the same name in a row once.</summary>
    internal IReadOnlyList<string> RecentSteps(int most) => Live?.RecentSteps(most) ?? [];

    /// <summary>Whether a rule remembers anything of this session.</summary>
    internal bool Remembers(string rule) => Live?.Remembers(rule) ?? false;

    /// <summary>The steps declared as required by the endpoint of a step.</summary>
    public IReadOnlyList<string> RequiredBy(string step) => Catalog.Find(step)?.Requires ?? [];

    /// <summary>A mark for this event.</summary>
    public Mark Mark(ulong value = 0, int code = 0, string? text = null) =>
        new(Now, value, code, Session, Step, Outcome, text) { Induced = _isInduced };

    /// <summary>Whether a request of the session before this one counts in this run of the rule.</summary>
    internal bool Counts(in RecentStep step) => _seesEverything || !step.Is(EventFlags.Induced);

    /// <summary>Asks to be called again when the time has come, also when no further event arrives.</summary>
    public void WakeAt(DateTimeOffset time) => Wake = Wake is { } earlier && earlier < time ? earlier : time;

    /// <summary>
    /// States a finding. Within the hour it joins the alert that is open for this rule and subject.
    /// </summary>
    /// <param name="severity">How much it matters.</param>
    /// <param name="reason">One sentence that says what happened.</param>
    /// <param name="evidence">The marks that prove it, oldest first.</param>
    /// <param name="measures">The numbers against their thresholds.</param>
    public void Raise(Severity severity, string reason, IReadOnlyList<Mark> evidence, params IReadOnlyList<Measure> measures) =>
        Draft = new FindingDraft(severity, reason, evidence, measures);

    /// <summary>Tells another subject's rules of the finding that is being raised, by an event that it was seen with.</summary>
    internal void Tell(ActorKind kind, Pseudonym actor, in Mark mark) => Notices.Add(new Signal(kind, actor, mark.Session, new RequestEvent
    {
        Key = default,
        Time = mark.Time.ToMicroseconds(),
        Duration = Math.Max(0, (Now - mark.Time).Ticks / TimeSpan.TicksPerMicrosecond),
        Step = _rule,
        Flags = EventFlags.Notice | EventFlags.Passive | (mark.Induced ? EventFlags.Induced : 0),
        Network = SubjectKind is ActorKind.Source or ActorKind.Network ? Subject.High : _event.Network,
    }));

    /// <summary>Begins a request of an actor, or what another subject's finding has to tell it.</summary>
    internal void Begin(in Signal signal, EndpointCatalog catalog)
    {
        Begin(signal.Event, signal.Session, catalog, live: null);
        Subject = signal.Actor;
        if (_event.Is(EventFlags.Notice))
            Now = Within(_event.End);
    }

    internal void Begin(in RequestEvent e, SessionId session, EndpointCatalog catalog, ISessionView? live)
    {
        _event = e;
        Now = Within(e.Time);
        Session = session;
        Catalog = catalog;
        Endpoint = catalog.Find(e.Step);
        Live = live;
        Subject = default;
    }

    internal void BeginElapsed(long now, SessionId session, EndpointCatalog catalog, ISessionView? live, Pseudonym subject = default)
    {
        Subject = subject;
        _event = new RequestEvent { Key = default, Time = now, Step = "" };
        Now = Within(now);
        Session = session;
        Catalog = catalog;
        Endpoint = null;
        Live = live;
    }

    internal void ForDetector(ActorKind subject, string rule, DetectorMemory memory, Heard? heard, bool isInduced, bool seesEverything)
    {
        (_isInduced, _seesEverything) = (isInduced, seesEverything);
        _rule = rule;
        Heard = heard?.Rule;
        HeardSince = heard?.Since ?? default;
        SubjectKind = subject;
        Memory = memory;
        Draft = null;
        Wake = null;
        FoundSignIn = default;
    }

    private static DateTimeOffset Within(long time) => UnixTime.ToDate(Math.Clamp(time, Earliest, Latest));
}
