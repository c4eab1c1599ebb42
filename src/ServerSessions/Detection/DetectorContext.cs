using ServerSessions.Model;

namespace ServerSessions;

/// <summary>What a rule sees: the event, its subject's memory, and the session where the subject is one. Valid during the call only.</summary>
public sealed class DetectorContext
{
    // Rules add and subtract windows: a time at the very ends of the calendar, as a hostile log has it, must not overflow.
    private static readonly long Earliest = DateTimeOffset.MinValue.AddDays(60).ToMicroseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.AddDays(-60).ToMicroseconds();

    private RequestEvent _event;

    internal DetectorContext()
    {
    }

    /// <summary>The kind of subject that the rule is asked about.</summary>
    public ActorKind SubjectKind { get; internal set; }

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

    /// <summary>Keyed hash of the network prefix.</summary>
    public ulong Network => _event.Network;

    /// <summary>Keyed hash of the user agent.</summary>
    public ulong Agent => _event.Agent;

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

    /// <summary>Not an act of a person.</summary>
    public bool IsPassive => _event.Is(EventFlags.Passive);

    /// <summary>The client came without our cookie.</summary>
    public bool IsFirstContact => _event.Is(EventFlags.FirstContact);

    /// <summary>The user agent names itself a crawler or a tool.</summary>
    public bool IsBot => _event.Is(EventFlags.Bot);

    /// <summary>The browser was navigating.</summary>
    public bool IsNavigation => _event.Is(EventFlags.Navigation);

    /// <summary>The endpoint takes logins.</summary>
    public bool IsLogin => _event.Is(EventFlags.LoginEndpoint);

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

    /// <summary>Fetched ahead of need.</summary>
    public bool IsPrefetch => _event.Is(EventFlags.Prefetch);

    /// <summary>Steps of which one must come before this one; empty when nothing is declared.</summary>
    public IReadOnlyList<string> Requires => Endpoint?.Requires ?? [];

    /// <summary>Events of this session were dropped: what is missing proves nothing.</summary>
    public bool SessionHasGaps => Live?.HasGaps ?? false;

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

    /// <summary>Whether a step was reached in this session at or before a time.</summary>
    public bool Reached(string step, DateTimeOffset until) => Live?.Reached(step, until.ToMicroseconds()) ?? false;

    /// <summary>Whether a step was reached in the browser's preceding session, at most 24 hours ago.</summary>
    public bool ReachedBefore(string step) => Live?.ReachedBefore(step) ?? false;

    /// <summary>Whether a rule remembers anything of this session.</summary>
    internal bool Remembers(string rule) => Live?.Remembers(rule) ?? false;

    /// <summary>The steps declared as required by the endpoint of a step.</summary>
    public IReadOnlyList<string> RequiredBy(string step) => Catalog.Find(step)?.Requires ?? [];

    /// <summary>A mark for this event.</summary>
    public Mark Mark(ulong value = 0, int code = 0, string? text = null) =>
        new(Now, value, code, Session, Step, Outcome, text);

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

    internal void Begin(in RequestEvent e, SessionId session, EndpointCatalog catalog, ISessionView? live)
    {
        _event = e;
        Now = Within(e.Time);
        Session = session;
        Catalog = catalog;
        Endpoint = catalog.Find(e.Step);
        Live = live;
    }

    internal void BeginElapsed(long now, SessionId session, EndpointCatalog catalog, ISessionView? live)
    {
        _event = new RequestEvent { Key = default, Time = now, Step = "" };
        Now = Within(now);
        Session = session;
        Catalog = catalog;
        Endpoint = null;
        Live = live;
    }

    internal void ForDetector(ActorKind subject, DetectorMemory memory)
    {
        SubjectKind = subject;
        Memory = memory;
        Draft = null;
        Wake = null;
    }

    private static DateTimeOffset Within(long time) => UnixTime.ToDate(Math.Clamp(time, Earliest, Latest));
}
