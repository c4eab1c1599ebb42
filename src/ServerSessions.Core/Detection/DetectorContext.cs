using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>The input of a rule: the event, the memory of its subject, and the session where the subject is one. It is valid during the call only.</summary>
public sealed class DetectorContext
{
    // Rules add and subtract windows: a time at the very ends of the calendar, as a hostile log has it, must not overflow.
    private static readonly long Earliest = DateTimeOffset.MinValue.AddDays(60).ToMicroseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.AddDays(-60).ToMicroseconds();

    /// <summary>Time in which a request may follow a link of a page that the session was shown.</summary>
    internal static readonly TimeSpan LinkTime = TimeSpan.FromMinutes(10);

    private RequestEvent _event;
    private string _rule = "";
    private bool _isInduced;
    private bool _seesEverything;

    internal DetectorContext()
    {
    }

    /// <summary>The call of an application's detector that is made with this context.</summary>
    internal DetectorCall Call { get; } = new();

    /// <summary>The kind of the subject for which the rule runs.</summary>
    public ActorKind SubjectKind { get; internal set; }

    /// <summary>
    /// The rule whose finding is reported, one of <see cref="DetectorInfo.Hears"/>; null for a request. The event is then the one that decided, or none
    /// where the finding is about another subject.
    /// </summary>
    public string? Heard { get; private set; }

    /// <summary>Time of the first evidence of the finding of <see cref="Heard"/> (UTC).</summary>
    public DateTimeOffset HeardSince { get; private set; }

    /// <summary>Time of the event, or of the timer (UTC).</summary>
    public DateTimeOffset Now { get; internal set; }

    /// <summary>The rule's memory of the subject.</summary>
    public DetectorMemory Memory { get; internal set; } = null!;

    /// <summary>The event's session; the default where the request opened none.</summary>
    public SessionId Session { get; internal set; }

    /// <summary>Name of the step.</summary>
    public string Step => _event.Step;

    /// <summary>Whether the method is safe (GET, HEAD, OPTIONS).</summary>
    public bool IsSafe => _event.Verb.IsSafe();

    /// <summary>Status code.</summary>
    public int Status => _event.Status;

    /// <summary>Outcome of the request.</summary>
    public Outcome Outcome => _event.Outcome;

    /// <summary>Result of the login; None for other requests.</summary>
    public LoginOutcome Login => _event.Login;

    /// <summary>The attempted account.</summary>
    public Pseudonym Account => _event.Detail?.Account ?? default;

    /// <summary>The signed-in user.</summary>
    public Pseudonym User => _event.User;

    /// <summary>The browser, where its cookie made the key; else none.</summary>
    public Pseudonym Device => _event.KeyKind == KeyKind.Cookie ? _event.Key : default;

    /// <summary>The authenticated session; none when no user is signed in, or when the application's tokens do not name it.</summary>
    public Pseudonym AuthSession => _event.AuthSession;

    /// <summary>The revoked authenticated session that the request presented; none for most requests. It signs no user in.</summary>
    public Pseudonym RevokedSession => _event.Detail?.RevokedSession ?? default;

    /// <summary>
    /// Whether another site sent a form here, so that the browser had to withhold its cookie. A missing cookie and missing earlier steps then prove
    /// nothing. This is the client's claim; a sign-in and its source count all the same.
    /// </summary>
    public bool IsCookieWithheld => _event.KeyKind == KeyKind.CrossSite;

    /// <summary>Whether a remote authentication handler (OpenID Connect, SAML, OAuth) completed the sign-in of this request.</summary>
    public bool IsRemoteSignIn => _event.Detail?.IsRemoteSignIn == true;

    /// <summary>Kind of the session key: what it was made from.</summary>
    public KeyKind KeyKind => _event.KeyKind;

    /// <summary>Keyed hash of the network prefix.</summary>
    public ulong Network => _event.Network;

    /// <summary>Country of the address (ISO 3166-1 alpha-2, "DE"); null when unknown.</summary>
    public string? Country => _event.Place.Country;

    /// <summary>Whether the network is a known VPN, relay, data centre or satellite link, so that the person is elsewhere.</summary>
    public bool IsKnownRelay => _event.Place.IsRelay;

    /// <summary>Keyed hash of the user agent.</summary>
    public ulong Agent => _event.Agent;

    /// <summary>Keyed hash of the route values and the query, which identify the requested item; 0 when there are none.</summary>
    public ulong Parameters => _event.Parameters;

    /// <summary>Keyed hash of an unmatched path.</summary>
    public ulong Path => _event.Path;

    /// <summary>The entry of the list of known probes that the path matches; null when it matches none.</summary>
    public string? Probe => _event.Detail?.Probe;

    /// <summary>Whether no endpoint matched.</summary>
    public bool IsUnmatched => _event.Is(EventFlags.Unmatched);

    /// <summary>Whether a page of this site led here.</summary>
    public bool IsSameOrigin => _event.Is(EventFlags.SameOrigin);

    /// <summary>Whether it is a file that browsers request by themselves.</summary>
    public bool IsBrowserExtra => _event.Is(EventFlags.BrowserExtra);

    /// <summary>Whether the browser has signed in to the attempted account before.</summary>
    public bool IsKnownDevice => _event.Is(EventFlags.KnownDevice);

    /// <summary>
    /// Whether another page, or content in a page, can make a browser send it. The engine separates such requests where the subject is a session, a user
    /// or a device, so a rule needs this only for the text of its finding.
    /// </summary>
    public bool IsInduced => _event.Is(EventFlags.Induced);

    /// <summary>Whether it is passive, so no step of a journey: polling, a stream, a HEAD or OPTIONS request, or a prefetch.</summary>
    public bool IsPassive => _event.Is(EventFlags.Passive);

    /// <summary>Whether the client came without the session cookie.</summary>
    public bool IsFirstContact => _event.Is(EventFlags.FirstContact);

    /// <summary>Whether the user agent names itself a crawler or a tool. Any client can do that, so a rule must not exempt it.</summary>
    public bool IsBot => _event.Is(EventFlags.Bot);

    /// <summary>Whether the browser was navigating.</summary>
    public bool IsNavigation => _event.Is(EventFlags.Navigation);

    /// <summary>Whether the endpoint takes logins.</summary>
    public bool IsLogin => _event.Is(EventFlags.LoginEndpoint);

    /// <summary>Whether this event reports the presence of the session's user: at first, from another network, and every five minutes of activity.</summary>
    public bool IsPresence => _event.Is(EventFlags.Presence);

    /// <summary>Whether a user was signed in.</summary>
    public bool IsSignIn => _event.Is(EventFlags.SignedIn);

    /// <summary>Whether the user was signed out.</summary>
    public bool IsSignOut => _event.Is(EventFlags.SignedOut);

    /// <summary>Whether the user's password was changed.</summary>
    public bool IsPasswordChange => _event.Is(EventFlags.PasswordChanged);

    /// <summary>Whether a sign-in, or a rise of privilege, kept the id of the authenticated session.</summary>
    public bool KeepsId => _event.Is(EventFlags.IdKept);

    /// <summary>Whether the endpoint is marked sensitive.</summary>
    public bool IsSensitive => _event.Is(EventFlags.Sensitive);

    /// <summary>Whether the endpoint is a trap.</summary>
    public bool IsTrap => _event.Is(EventFlags.Trap);

    /// <summary>Whether the trap field of a form was filled in.</summary>
    public bool IsTrapFieldFilled => _event.Is(EventFlags.TrapField);

    /// <summary>Whether the request's antiforgery token was valid.</summary>
    public bool IsTokenAccepted => _event.Is(EventFlags.TokenAccepted);

    /// <summary>Whether a required antiforgery token was missing or not this browser's.</summary>
    public bool IsTokenRefused => _event.Is(EventFlags.TokenRefused);

    /// <summary>Whether a page of another site led here.</summary>
    public bool HasForeignReferrer => _event.Detail?.Referrer is not null;

    /// <summary>The policy that refused; null when none did.</summary>
    public string? Policy => _event.Detail?.Policy;

    /// <summary>The client in words, such as "Chrome 126, Windows, desktop"; null when it sent no user agent.</summary>
    public string? Client => _event.Client;

    /// <summary>The object in a refused or missing request; 0 for none. It is equal for equal ids of one session and route, and comparable with no other value.</summary>
    public ulong Object => _event.Detail?.Object ?? 0;

    /// <summary>Whether <see cref="Object"/> is a number, whose distance to others of the same session and route is the distance of the ids.</summary>
    public bool IsObjectOrdinal => _event.Detail?.IsOrdinal ?? false;

    /// <summary>Whether a script of a page fetched it.</summary>
    public bool IsScriptFetch => _event.Is(EventFlags.ScriptFetch);

    /// <summary>Whether the client claims to prefetch it, which only a safe request can. A rule about attempts must not exempt it.</summary>
    public bool IsPrefetch => _event.Is(EventFlags.Prefetch);

    /// <summary>Steps of which one must come before this one; empty when none are declared.</summary>
    public IReadOnlyList<string> Requires => Endpoint?.Requires ?? [];

    /// <summary>Whether events of this session were dropped, so that missing events prove nothing.</summary>
    public bool SessionHasGaps => Live?.HasGaps ?? false;

    /// <summary>Whether events of the key's session before this one were dropped, so that it may have reached further steps.</summary>
    internal bool SessionFollowsGaps => Live?.FollowsGaps ?? false;

    /// <summary>Whether the cookie is new and its visitor may have been here under another key, whose steps are not known yet.</summary>
    internal bool MayContinue => _event.Detail is { Before.IsNone: false };

    /// <summary>Number of requests of the session so far, including this one and passive ones; 0 where the subject is no session.</summary>
    internal int SessionRequests => Live?.Requests ?? 0;

    /// <summary>The session was shown a page right before; known of unmatched requests.</summary>
    internal bool FollowsPage => _event.Is(EventFlags.FollowsPage);

    /// <summary>Whether the session was shown a page within the ten minutes before; known of unmatched requests.</summary>
    internal bool FollowsPages => _event.Is(EventFlags.FollowsPages) || (Live is not null && IsUnmatched && ShownWithin(LinkTime) != 0);

    /// <summary>Whether the event is a report of another subject, not a request.</summary>
    internal bool IsNotice => _event.Is(EventFlags.Notice);

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

    /// <summary>Whether this event shows something new about where its user is. Signals to actors were checked before.</summary>
    internal bool IsPresenceNews => Live?.IsPresenceNews ?? true;

    /// <summary>Baselines that were learned about this application: an input with a version of its own.</summary>
    internal Baselines Baselines { get; set; } = Baselines.Empty;

    /// <summary>Number of first contacts that this event reports, or of returning clients where it is none; 0 for most events.</summary>
    internal int Contacts => (_event.Flags & EventFlags.CountsLump) switch
    {
        EventFlags.CountsOne => 1,
        EventFlags.CountsTwo => 2,
        EventFlags.CountsLump => RequestEvent.Lump,
        _ => 0,
    };

    /// <summary>The actor for which the rule runs; none for a session.</summary>
    internal Pseudonym Subject { get; private set; }

    /// <summary>The lower half of <see cref="Subject"/>.</summary>
    internal ulong SubjectHash => Subject.Low;

    /// <summary>Start of the event; for a finding of another subject, its first evidence.</summary>
    internal DateTimeOffset Since => Within(_event.Time);

    /// <summary>Reports of rules to other subjects.</summary>
    internal List<Signal> Notices { get; } = [];

    internal EndpointFacts? Endpoint { get; set; }

    /// <summary>Declarations of the application about the endpoint that served the request.</summary>
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

    /// <summary>Returns whether a step was reached in this session at or before a time.</summary>
    public bool Reached(string step, DateTimeOffset until) => Live?.Reached(step, until.ToMicroseconds()) ?? false;

    /// <summary>Returns whether a step was reached in the browser's preceding session, at most 24 hours ago.</summary>
    public bool ReachedBefore(string step) => Live?.ReachedBefore(step) ?? false;

    /// <summary>The newest pages and actions of the session, oldest first; the same name in a row is listed once.</summary>
    internal IReadOnlyList<string> RecentSteps(int most) => Live?.RecentSteps(most) ?? [];

    /// <summary>Whether a rule remembers anything of this session.</summary>
    internal bool Remembers(string rule) => Live?.Remembers(rule) ?? false;

    /// <summary>The steps declared as required by the endpoint of a step.</summary>
    public IReadOnlyList<string> RequiredBy(string step) => Catalog.Find(step)?.Requires ?? [];

    /// <summary>Creates a mark for this event.</summary>
    public Mark Mark(ulong value = 0, int code = 0, string? text = null) =>
        new(Now, value, code, Session, Step, Outcome, text) { Induced = _isInduced };

    /// <summary>Whether a request of the session before this one counts in this run of the rule.</summary>
    internal bool Counts(in RecentStep step) => _seesEverything || !step.Is(EventFlags.Induced);

    /// <summary>Sets a timer that calls the rule again, also when no further event arrives.</summary>
    public void WakeAt(DateTimeOffset time) => Wake = Wake is { } earlier && earlier < time ? earlier : time;

    /// <summary>Raises a finding. Within the hour it joins the open alert of this rule and subject.</summary>
    /// <param name="severity">Severity of the finding.</param>
    /// <param name="reason">One sentence that says what happened.</param>
    /// <param name="evidence">The marks that prove the finding, oldest first.</param>
    /// <param name="measures">The measured numbers with their thresholds.</param>
    public void Raise(Severity severity, string reason, IReadOnlyList<Mark> evidence, params IReadOnlyList<Measure> measures) =>
        Draft = new FindingDraft(severity, reason, evidence, measures);

    /// <summary>
    /// Reports to the rules of another subject that listen to this rule, with an event in which that subject was seen: the raised finding, or, with a path or an
    /// account, a question about it or the answer.
    /// </summary>
    internal void Tell(ActorKind kind, Pseudonym actor, in Mark mark, ulong path = 0, Pseudonym account = default) => Notices.Add(new Signal(kind, actor, mark.Session, new RequestEvent
    {
        Key = default,
        Time = mark.Time.ToMicroseconds(),
        Duration = Math.Max(0, (Now - mark.Time).Ticks / TimeSpan.TicksPerMicrosecond),
        Step = _rule,
        Flags = EventFlags.Notice | EventFlags.Passive | (mark.Induced ? EventFlags.Induced : 0),
        Network = SubjectKind is ActorKind.Source or ActorKind.Network ? Subject.High : _event.Network,
        Agent = SubjectKind is ActorKind.Source or ActorKind.Network ? Subject.Low : _event.Agent,
        Path = path,
        Detail = account.IsNone ? null : new EventDetail { Account = account },
    }));

    /// <summary>Starts a request of an actor, or the report of another subject's finding to it.</summary>
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
