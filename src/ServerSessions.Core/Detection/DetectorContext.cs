using ServerSessions.Model;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Detection;

/// <summary>The input of a rule: the event, the memory of its subject, and the session where the subject is one. It is valid during the call only.</summary>
public sealed class DetectorContext
{
    /// <summary>Time in which a request may follow a link of a page that the session was shown.</summary>
    internal static readonly TimeSpan LinkTime = TimeSpan.FromMinutes(10);

    private readonly EventFacts _facts = new();
    private readonly DetectorSink _sink = new();
    private SessionFacts _session;
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
    public DateTimeOffset Now => _facts.Now;

    /// <summary>The rule's memory of the subject.</summary>
    public DetectorMemory Memory { get; internal set; } = null!;

    /// <summary>The event's session; the default where the request opened none.</summary>
    public SessionId Session => _facts.Session;

    /// <summary>Name of the step.</summary>
    public string Step => _facts.Event.Step;

    /// <summary>Whether the method is safe (GET, HEAD, OPTIONS).</summary>
    public bool IsSafe => _facts.Event.Verb.IsSafe();

    /// <summary>Status code.</summary>
    public int Status => _facts.Event.Status;

    /// <summary>Outcome of the request.</summary>
    public Outcome Outcome => _facts.Event.Outcome;

    /// <summary>Result of the login; None for other requests.</summary>
    public LoginOutcome Login => _facts.Event.Login;

    /// <summary>The attempted account.</summary>
    public Pseudonym Account => _facts.Detail?.Account ?? default;

    /// <summary>The signed-in user.</summary>
    public Pseudonym User => _facts.Event.User;

    /// <summary>The browser, where its cookie made the key; else none.</summary>
    public Pseudonym Device => _facts.Device;

    /// <summary>The authenticated session; none when no user is signed in, or when the application's tokens do not name it.</summary>
    public Pseudonym AuthSession => _facts.Event.AuthSession;

    /// <summary>The revoked authenticated session that the request presented; none for most requests. It signs no user in.</summary>
    public Pseudonym RevokedSession => _facts.Detail?.RevokedSession ?? default;

    /// <summary>
    /// Whether another site sent a form here, so that the browser had to withhold its cookie. A missing cookie and missing earlier steps then prove
    /// nothing. This is the client's claim; a sign-in and its source count all the same.
    /// </summary>
    public bool IsCookieWithheld => _facts.Event.KeyKind == KeyKind.CrossSite;

    /// <summary>Whether a remote authentication handler (OpenID Connect, SAML, OAuth) completed the sign-in of this request.</summary>
    public bool IsRemoteSignIn => _facts.Detail?.IsRemoteSignIn == true;

    /// <summary>Kind of the session key: what it was made from.</summary>
    public KeyKind KeyKind => _facts.Event.KeyKind;

    /// <summary>Keyed hash of the network prefix.</summary>
    public ulong Network => _facts.Event.Network;

    /// <summary>Country of the address (ISO 3166-1 alpha-2, "DE"); null when unknown.</summary>
    public string? Country => _facts.Event.Place.Country;

    /// <summary>Whether the network is a known VPN, relay, data centre or satellite link, so that the person is elsewhere.</summary>
    public bool IsKnownRelay => _facts.Event.Place.IsRelay;

    /// <summary>Keyed hash of the user agent.</summary>
    public ulong Agent => _facts.Event.Agent;

    /// <summary>Keyed hash of the route values and the query, which identify the requested item; 0 when there are none.</summary>
    public ulong Parameters => _facts.Event.Parameters;

    /// <summary>Keyed hash of an unmatched path.</summary>
    public ulong Path => _facts.Event.Path;

    /// <summary>The entry of the list of known probes that the path matches; null when it matches none.</summary>
    public string? Probe => _facts.Detail?.Probe;

    /// <summary>Whether no endpoint matched.</summary>
    public bool IsUnmatched => _facts.Is(EventFlags.Unmatched);

    /// <summary>Whether a page of this site led here.</summary>
    public bool IsSameOrigin => _facts.Is(EventFlags.SameOrigin);

    /// <summary>Whether the path is a file that browsers request by themselves, such as favicon.ico.</summary>
    public bool IsBrowserExtra => _facts.Is(EventFlags.BrowserExtra);

    /// <summary>Whether the browser has signed in to the attempted account before.</summary>
    public bool IsKnownDevice => _facts.Is(EventFlags.KnownDevice);

    /// <summary>
    /// Whether another page, or content in a page, can make a browser send it. The engine separates such requests where the subject is a session, a user
    /// or a device, so a rule needs this only for the text of its finding.
    /// </summary>
    public bool IsInduced => _facts.Is(EventFlags.Induced);

    /// <summary>Whether it is passive, so no step of a journey: polling, a stream, a HEAD or OPTIONS request, or a prefetch.</summary>
    public bool IsPassive => _facts.Is(EventFlags.Passive);

    /// <summary>Whether the client came without the session cookie.</summary>
    public bool IsFirstContact => _facts.Is(EventFlags.FirstContact);

    /// <summary>Whether the user agent names itself a crawler or a tool. Any client can do that, so a rule must not exempt it.</summary>
    public bool IsBot => _facts.Is(EventFlags.Bot);

    /// <summary>Whether the name that the client gives itself is verified, by published networks or a signature.</summary>
    internal bool IsVerified => _facts.Is(EventFlags.VerifiedRange | EventFlags.VerifiedSignature);

    /// <summary>Whether the browser was navigating.</summary>
    public bool IsNavigation => _facts.Is(EventFlags.Navigation);

    /// <summary>Whether the endpoint is declared as a login.</summary>
    public bool IsLogin => _facts.Is(EventFlags.LoginEndpoint);

    /// <summary>Whether this event reports the presence of the session's user: at first, from another network, and every five minutes of activity.</summary>
    public bool IsPresence => _facts.News is { IsPresence: true };

    /// <summary>Whether a user was signed in.</summary>
    public bool IsSignIn => _facts.Is(EventFlags.SignedIn);

    /// <summary>Whether the user was signed out.</summary>
    public bool IsSignOut => _facts.Is(EventFlags.SignedOut);

    /// <summary>Whether the user's password was changed.</summary>
    public bool IsPasswordChange => _facts.Is(EventFlags.PasswordChanged);

    /// <summary>Whether a sign-in, or a rise of privilege, kept the id of the authenticated session.</summary>
    public bool KeepsId => _facts.Is(EventFlags.IdKept);

    /// <summary>Whether the client could not prove that it is the device which its session is bound to; see <c>TrackedSession.DeviceProofRefused</c>.</summary>
    public bool IsDeviceProofRefused => _facts.Is(EventFlags.DeviceProofRefused);

    /// <summary>Whether the endpoint is marked sensitive.</summary>
    public bool IsSensitive => _facts.Is(EventFlags.Sensitive);

    /// <summary>Whether the endpoint is a trap.</summary>
    public bool IsTrap => _facts.Is(EventFlags.Trap);

    /// <summary>Whether the trap field of a form was filled in.</summary>
    public bool IsTrapFieldFilled => _facts.Is(EventFlags.TrapField);

    /// <summary>Whether the request's antiforgery token was valid.</summary>
    public bool IsTokenAccepted => _facts.Is(EventFlags.TokenAccepted);

    /// <summary>Whether a required antiforgery token was missing or not this browser's.</summary>
    public bool IsTokenRefused => _facts.Is(EventFlags.TokenRefused);

    /// <summary>Whether a page of another site led here.</summary>
    public bool HasForeignReferrer => _facts.Detail?.Referrer is not null;

    /// <summary>The policy that refused; null when none did.</summary>
    public string? Policy => _facts.Detail?.Policy;

    /// <summary>The client in words, such as "Chrome 126, Windows, desktop"; null when it sent no user agent.</summary>
    public string? Client => _facts.Event.Client;

    /// <summary>The object in a refused or missing request; 0 for none. It is equal for equal ids of one user (one session, where no user is signed in) and route, and comparable with no other value.</summary>
    public ulong Object => _facts.Detail?.Object ?? 0;

    /// <summary>Whether <see cref="Object"/> is a number, whose distance to others of the same user or session and route is the distance of the ids.</summary>
    public bool IsObjectOrdinal => _facts.Detail?.IsOrdinal ?? false;

    /// <summary>Whether a script of a page fetched it.</summary>
    public bool IsScriptFetch => _facts.Is(EventFlags.ScriptFetch);

    /// <summary>Whether the client claims to prefetch it, which only a safe request can. A rule about attempts must not exempt it.</summary>
    public bool IsPrefetch => _facts.Is(EventFlags.Prefetch);

    /// <summary>Steps of which one must come before this one; empty when none are declared.</summary>
    public IReadOnlyList<string> Requires => _facts.Endpoint?.Requires ?? [];

    /// <summary>Whether events of this session were dropped, so that missing events prove nothing.</summary>
    public bool SessionHasGaps => _session.HasGaps;

    /// <summary>Whether events of the key's session before this one were dropped, so that it may have reached further steps.</summary>
    internal bool SessionFollowsGaps => _session.FollowsGaps;

    /// <summary>Whether the first request of this session, or of the key's session before it, may be missing, and nothing else.</summary>
    internal bool SessionMayLackFirst => _session.MayLackFirst;

    /// <summary>Whether the cookie is new and its visitor may have been here under another key, whose steps are not known yet.</summary>
    internal bool MayContinue => _facts.Detail is { Before.IsNone: false };

    /// <summary>Number of requests of the session so far, including this one and passive ones; 0 where the subject is no session.</summary>
    internal int SessionRequests => _session.Requests;

    /// <summary>Whether the session was shown a page right before; known of unmatched requests, and of refusals of a signed-in user.</summary>
    internal bool FollowsPage => _facts.News is { FollowsPage: true };

    /// <summary>Whether the session was shown a page within the ten minutes before; known of unmatched requests.</summary>
    internal bool FollowsPages => _facts.News is { FollowsPages: true } || (Live is not null && IsUnmatched && ShownWithin(LinkTime) != 0);

    /// <summary>Whether the event is a report of another subject, not a request.</summary>
    internal bool IsNotice => _facts.IsNotice;

    /// <summary>Start of the page that this session was shown so shortly before, Unix microseconds; 0 for none.</summary>
    internal ulong ShownWithin(TimeSpan time) => _session.ShownWithin(time, _facts.Event.Time);

    /// <summary>Network prefix and user agent of the event; none where the network is not known.</summary>
    internal Pseudonym Source => _facts.Source;

    internal PlaceCode Place => _facts.Event.Place;

    /// <summary>What the client shows beside its name.</summary>
    internal ClientTraits Traits => _facts.Event.Traits;

    internal ref readonly RequestEvent Event => ref _facts.Event;

    /// <summary>Whether this event shows something new about where its user is. Signals to actors were checked before.</summary>
    internal bool IsPresenceNews => _session.IsPresenceNews;

    /// <summary>Baselines that were learned about this application: an input with a version of its own.</summary>
    internal Baselines Baselines { get; set; } = Baselines.Empty;

    /// <summary>Number of first contacts that this event reports, or of returning clients where it is none; 0 for most events.</summary>
    internal int Contacts => _facts.Contacts;

    /// <summary>The actor for which the rule runs; none for a session.</summary>
    internal Pseudonym Subject => _facts.Subject;

    /// <summary>The lower half of <see cref="Subject"/>.</summary>
    internal ulong SubjectHash => Subject.Low;

    /// <summary>Start of the event; for a finding of another subject, its first evidence.</summary>
    internal DateTimeOffset Since => _facts.Since;

    /// <summary>Reports of rules to other subjects.</summary>
    internal List<Signal> Notices => _sink.Notices;

    /// <summary>Declarations of the application about the endpoint that served the request.</summary>
    internal EndpointFacts? Facts => _facts.Catalog.Find(_facts.Event.Step, _facts.Event.Verb);

    /// <summary>The step that shows the form which this request sends; null where that is not known.</summary>
    internal string? FormPage => _facts.Catalog.FormPage(_facts.Event.Step, _facts.Event.Verb);

    /// <summary>For an endpoint: the pages that the session was shown before, the newest first.</summary>
    internal IReadOnlyList<string> Came => _facts.News?.Came ?? [];

    internal EndpointCatalog Catalog => _facts.Catalog;

    internal ISessionView? Live => _session.Live;

    internal FindingDraft? Draft => _sink.Draft;

    internal DateTimeOffset? Wake => _sink.Wake;

    /// <summary>The sign-ins that a finding is about: those that the rule named, else the one of the event where the newest evidence is the event.</summary>
    internal IReadOnlyList<FoundSignIn> SignIns => _sink.SignIns
        ?? (!AuthSession.IsNone && _sink.Draft is { Evidence: [.., { } last] } && last.Session == Session ? [new FoundSignIn(Session, AuthSession, User)] : []);

    /// <inheritdoc cref="DetectorSink.Floods"/>
    internal List<SessionFlood> Floods => _sink.Floods;

    /// <inheritdoc cref="DetectorSink.IsAnotherSignIn"/>
    internal bool IsAnotherSignIn { get => _sink.IsAnotherSignIn; set => _sink.IsAnotherSignIn = value; }

    /// <inheritdoc cref="DetectorSink.CountsUnkept"/>
    internal bool CountsUnkept { get => _sink.CountsUnkept; set => _sink.CountsUnkept = value; }

    /// <summary>Returns whether a step was reached in this session at or before a time.</summary>
    public bool Reached(string step, DateTimeOffset until) => _session.Reached(step, until);

    /// <summary>Returns whether a step was reached in the browser's preceding session, at most 24 hours ago.</summary>
    public bool ReachedBefore(string step) => _session.ReachedBefore(step);

    /// <summary>The newest pages and actions of the session, oldest first; the same name in a row is listed once.</summary>
    internal IReadOnlyList<string> RecentSteps(int max) => _session.RecentSteps(max);

    /// <summary>Whether a rule remembers anything of this session; true for the event of an actor, whose session was checked before.</summary>
    internal bool Remembers(string rule) => !Subject.IsNone || _session.Remembers(rule);

    /// <summary>The steps declared as required by the endpoint of a step.</summary>
    public IReadOnlyList<string> RequiredBy(string step) => Catalog.Find(step)?.Requires ?? [];

    /// <summary>Creates a mark for this event.</summary>
    public Mark Mark(ulong value = 0, int code = 0, string? text = null) =>
        new(Now, value, code, Session, Step, Outcome, text) { Induced = _isInduced };

    /// <summary>Adds the mark of the event to the memory. One that arrives late may be older than all marks of a full memory: it counts without being kept.</summary>
    internal void Keep(in Mark mark)
    {
        var (isFull, oldest) = (Memory.IsFull, Memory.Marks.Count > 0 ? Memory.Marks[0].Time : default);
        Memory.Add(mark);
        CountsUnkept |= isFull && mark.Time < oldest;
    }

    /// <summary>Whether a request of the session before this one counts in this run of the rule.</summary>
    internal bool Counts(in RecentStep step) => _seesEverything || !step.Is(EventFlags.Induced);

    /// <summary>The worker's clock when it folds the event; the default where events are folded in virtual time.</summary>
    internal DateTimeOffset Folded { get; set; }

    /// <summary>
    /// The time from which a missing report of another partition proves something: the given time after the event and, while a backlog is folded, after the worker's
    /// clock, because reports are appended behind the backlog.
    /// </summary>
    internal DateTimeOffset ReportedBy(TimeSpan within) => (Folded > Now ? Folded : Now) + within;

    /// <summary>Sets a timer that calls the rule again, also when no further event arrives.</summary>
    public void WakeAt(DateTimeOffset time) => _sink.WakeAt(time);

    /// <summary>Raises a finding. Within the hour it joins the open alert of this rule and subject.</summary>
    /// <param name="severity">Severity of the finding.</param>
    /// <param name="reason">One sentence that says what happened.</param>
    /// <param name="evidence">The marks that prove the finding, oldest first.</param>
    /// <param name="measures">The measured numbers with their thresholds.</param>
    public void Raise(Severity severity, string reason, IReadOnlyList<Mark> evidence, params IReadOnlyList<Measure> measures) =>
        _sink.Raise(new FindingDraft(severity, reason, evidence, measures));

    /// <summary>Names the sign-in that a finding is about, which can be earlier than the event. Without an authenticated session there is nothing to name.</summary>
    /// <param name="mark">The event that showed the sign-in.</param>
    /// <param name="authSession">The authenticated session of that event.</param>
    /// <param name="user">The user of that event.</param>
    internal void NameSignIn(in Mark mark, Pseudonym authSession, Pseudonym user)
    {
        if (!authSession.IsNone)
            _sink.NameSignIn(new FoundSignIn(mark.Session, authSession, user));
    }

    /// <summary>
    /// Reports to the rules of another subject that listen to this rule, with an event in which that subject was seen: the raised finding, or, with a path or an
    /// account, a question about it or the answer.
    /// </summary>
    internal void Tell(ActorKind kind, Pseudonym actor, in Mark mark, ulong path = 0, Pseudonym account = default)
    {
        var source = SubjectKind is ActorKind.Source or ActorKind.Network ? Subject : new Pseudonym(_facts.Event.Network, _facts.Event.Agent);
        _sink.Tell(kind, actor, _rule, mark, Now, source, path, account);
    }

    /// <inheritdoc cref="EventFacts.Begin(in Signal, EndpointCatalog)"/>
    internal void Begin(in Signal signal, EndpointCatalog catalog)
    {
        _facts.Begin(signal, catalog);
        _session = default;
    }

    internal void Begin(in RequestEvent e, SignalNews? news, SessionId session, EndpointCatalog catalog, ISessionView? live)
    {
        _facts.Begin(e, news, session, catalog);
        _session = new SessionFacts(live);
    }

    internal void BeginElapsed(long now, SessionId session, EndpointCatalog catalog, ISessionView? live, Pseudonym subject = default)
    {
        _facts.BeginElapsed(now, session, catalog, subject);
        _session = new SessionFacts(live);
    }

    internal void ForDetector(ActorKind subject, string rule, DetectorMemory memory, Heard? heard, bool isInduced, bool seesEverything)
    {
        (_isInduced, _seesEverything) = (isInduced, seesEverything);
        _rule = rule;
        Heard = heard?.Rule;
        HeardSince = heard?.Since ?? default;
        SubjectKind = subject;
        Memory = memory;
        _sink.Begin();
    }
}
