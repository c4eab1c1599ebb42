namespace ServerSessions.Model;

/// <summary>Facts about a request that are either so or not.</summary>
[Flags]
internal enum EventFlags : ulong
{
    None = 0,
    /// <summary>No act of a person (polling, streams, prefetch, HEAD, OPTIONS, marked passive): no step of a journey, and it never extends a session. Rules see it.</summary>
    Passive = 1 << 0,
    /// <summary>The user agent names itself a crawler, an AI agent or an uptime check: its journeys are not those of a person, and nothing else changes.</summary>
    Bot = 1 << 1,
    /// <summary>Prefetched: a safe request with <c>Sec-Purpose: prefetch</c>, or with an equivalent header.</summary>
    Prefetch = 1 << 2,
    /// <summary>
    /// The browser was navigating: <c>Sec-Fetch-Mode: navigate</c>, or no such header and HTML was asked for. With <see cref="ScriptFetch"/>, a script navigated in its place.
    /// </summary>
    Navigation = 1 << 3,
    /// <summary>A page was shown: a safe navigation, or HTML of a page that a script fetched.</summary>
    Page = 1 << 4,
    /// <summary>No endpoint matched.</summary>
    Unmatched = 1 << 5,
    /// <summary>The referrer is a page of this site.</summary>
    SameOrigin = 1 << 6,
    /// <summary>A user was signed in during this request.</summary>
    SignedIn = 1 << 7,
    /// <summary>The user was signed out during this request.</summary>
    SignedOut = 1 << 8,
    /// <summary>The client came without our cookie: this may be its only request.</summary>
    FirstContact = 1 << 9,
    /// <summary>The request had our cookie with a wrong MAC.</summary>
    ForgedCookie = 1 << 10,
    /// <summary>The cookie proves that this browser has signed in to the attempted account before.</summary>
    KnownDevice = 1 << 11,
    /// <summary>Earlier events of this session were dropped before they reached storage.</summary>
    Gap = 1 << 12,
    /// <summary>Not a request: recorded by the application through <c>TrackedSession.Record</c>.</summary>
    Custom = 1 << 13,
    /// <summary>The endpoint is marked sensitive.</summary>
    Sensitive = 1 << 14,
    /// <summary>The endpoint is a trap.</summary>
    Trap = 1 << 15,
    /// <summary>The answer was a redirect that follows a change (Post-Redirect-Get).</summary>
    RedirectsAfterChange = 1 << 16,
    /// <summary>A missing file that browsers ask for by themselves (icons, source maps, .well-known): no error.</summary>
    BrowserExtra = 1 << 17,
    /// <summary>The endpoint takes logins.</summary>
    LoginEndpoint = 1 << 18,
    /// <summary>A script fetched it: <c>Sec-Fetch-Mode</c> was given and is not <c>navigate</c>.</summary>
    ScriptFetch = 1 << 19,
    /// <summary>A field that people do not see was filled in.</summary>
    TrapField = 1 << 20,
    /// <summary>The answer gave the browser an antiforgery token.</summary>
    TokenIssued = 1 << 21,
    /// <summary>The request's antiforgery token was good.</summary>
    TokenAccepted = 1 << 22,
    /// <summary>An antiforgery token was needed and there was none, or not this browser's.</summary>
    TokenRefused = 1 << 23,

    /// <summary>Signing in, or a rise of privilege, has kept the authenticated session's id.</summary>
    IdKept = 1 << 27,
    /// <summary>The user's password was changed.</summary>
    PasswordChanged = 1 << 28,

    /// <summary>Another page, or content in a page, can make a browser send it: never answered against a session, a user or a device.</summary>
    Induced = 1 << 30,

    /// <summary>
    /// A browser sent it by itself (the frame, image or media of a page, a beacon, a report, an icon): counted with the page before it, never a step of
    /// its own. Rules see it like any other request.
    /// </summary>
    Part = 1ul << 32,
    /// <summary>It belongs to a connection that outlives one exchange (SignalR, a circuit, a WebSocket, an event stream): what is recorded in it is recorded at once.</summary>
    Connection = 1ul << 33,

    /// <summary>The client names itself a crawler or an AI agent, and its address is in the ranges that the application lists for that name.</summary>
    VerifiedRange = 1ul << 35,
    /// <summary>The client is known to sign its requests, and the signature of this one is valid.</summary>
    VerifiedSignature = 1ul << 36,
    /// <summary>The client could not prove that it is the device which the session is bound to.</summary>
    DeviceProofRefused = 1ul << 34,
    /// <summary>
    /// Earlier requests of this cookie were shed, or its first may have been: where its session is not known, it begins late. What was reached is in the detail, or is
    /// unknown of the first request.
    /// </summary>
    LateStart = 1ul << 37,

    /// <summary>With <see cref="LateStart"/>: further requests may have been shed beside the first one, and what they reached is unknown.</summary>
    UnknownStart = 1ul << 38,

    /// <summary>Its cookie was made less than a session's pause ago: a session that begins with it lacks its first request, which another node may have shed.</summary>
    YoungCookie = 1ul << 39,

    /// <summary>The visitor allows personalisation, and the application remembers people: the session reports to the memory of its person.</summary>
    Personal = 1ul << 40,

    /// <summary>The user does not allow analytics: nothing is counted by user. Rules see the user all the same.</summary>
    LacksAnalytics = 1ul << 41,

    /// <summary>
    /// A report of the browser about a page view that this session has. It is no act of its own, and rules do not see it: a client can write anything into it.
    /// </summary>
    Beacon = 1ul << 42,
}
