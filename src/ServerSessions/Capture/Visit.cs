using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Experiments;
using ServerSessions.Capture.Live;
using ServerSessions.Capture.Observers;
using ServerSessions.Consents;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Requests;

namespace ServerSessions.Capture;

/// <summary>The facts noted about a request while it runs. Observers write them, and the tracker makes the event from them at the end.</summary>
internal sealed class Visit(HttpContext context, SessionTracker tracker, long time, long timestamp)
{
    private const int TokenShift = 20;

    private static readonly Func<object, Task> AnswerStarts = static state => ((Visit)state).NoteStart();

    private readonly HttpContext _context = context;
    private readonly SessionTracker _tracker = tracker;
    private VisitIdentity? _identity;
    private VisitNotes? _notes;
    private int _revision;
    private bool _hasEnded;
    private bool _hasStartedFor;
    private byte _token; // flags, shifted to fit beside the others

    /// <summary>Start, Unix microseconds.</summary>
    public long Time { get; } = time;

    /// <summary>Start, by the clock that durations are measured with.</summary>
    public long Timestamp { get; } = timestamp;

    public BrowserCookie? Cookie { get; private set; }
    public bool HasForgedCookie { get; private set; }
    /// <summary>The client was there when the answer began.</summary>
    public bool ReachedClient => _hasStartedFor && _context.Response.HasStarted;

    /// <summary>What the visitor's consent allows, without the browser's signals; null while that was not needed.</summary>
    public TrackingPurposes? Allowed { get; set; }

    /// <summary>What the person has decided in this request; null for most.</summary>
    public ConsentDecision? Decided => _notes?.Decided;

    /// <summary>What the request may be used for; of a connection, what was decided when it was opened.</summary>
    public TrackingPurposes Purposes =>
        _notes?.Connection?.Purposes ?? (_hasEnded ? TrackingPurposes.Security : _tracker.PurposesOf(_context, this));

    /// <summary>Whether the person is to be asked for consent.</summary>
    public bool NeedsConsent => !_hasEnded && Connection() is null && _tracker.NeedsConsent(_context, this);

    public VisitIdentity Identity => _identity ??= _tracker.Identify(_context, this, mayCookie: true);

    /// <summary>The key where it is known by now; none where asking would decide it.</summary>
    public Pseudonym KnownKey => (_identity ?? (_tracker.MayUseCookie(_context, this) ? Cookie : null))?.Key ?? default;

    /// <summary>The request is over, and its context may be another one's.</summary>
    public bool HasEnded => _hasEnded;

    public TrackedSession Session => Notes.Session ??= new TrackedSession(this);

    /// <summary>The first endpoint that was chosen: error pages that run again choose another. Null when nothing matched.</summary>
    public Endpoint? Endpoint { get; private set; }

    /// <summary>Whether the choice was made, also when it was none.</summary>
    public bool HasEndpoint { get; private set; }

    /// <summary>Decisions were compared with what the request showed, and none refused it.</summary>
    public bool IsLetIn { get; set; }

    /// <summary>The path as it was asked for: error pages and branches change it.</summary>
    public PathString Path { get; private set; }

    /// <summary>The path as the application's routes see it, below its path base; none where no request got that far.</summary>
    public PathString RoutedPath { get; set; }

    /// <summary>The user who was signed in when the request came; null when there was none. Read by other threads too.</summary>
    public AuthenticateResult? Ticket { get; set; }

    public Exception? Exception => _notes?.Exception;
    /// <summary>Type of the result that the handler gave, where an endpoint filter of ours saw it.</summary>
    public Type? Result { get => _notes?.Result; set => Notes.Result = value; }

    public string[]? Fields => _notes?.Fields;

    /// <summary>The forms of components that the request may have sent; null for most.</summary>
    public ComponentForms? Forms { get => _notes?.Forms; set => Notes.Forms = value; }

    /// <summary>Authentication was asked to challenge or forbid; the answer may be a redirect all the same.</summary>
    public bool IsDenied { get => _notes?.IsDenied == true; set => Notes.IsDenied = value; }

    /// <summary>What happened to antiforgery tokens: given out, accepted, refused.</summary>
    public EventFlags Token => (EventFlags)((uint)_token << TokenShift);

    public bool SignedIn { get => _notes?.SignedIn == true; set => Notes.SignedIn = value; }
    public bool SignedOut { get => _notes?.SignedOut == true; set => Notes.SignedOut = value; }

    /// <summary>Signing in has kept the id of the authenticated session.</summary>
    public bool KeepsId { get => _notes?.KeepsId == true; set => Notes.KeepsId = value; }

    /// <summary>A remote authentication handler has completed the sign-in.</summary>
    public bool IsRemoteSignIn { get => _notes?.IsRemoteSignIn == true; set => Notes.IsRemoteSignIn = value; }

    public bool PasswordChanged { get => _notes?.PasswordChanged == true; set => Notes.PasswordChanged = value; }

    public bool DeviceProofRefused { get => _notes?.DeviceProofRefused == true; set => Notes.DeviceProofRefused = value; }

    /// <summary>What the browser reports, once it is checked; null for all but the beacon's requests.</summary>
    public BrowserReport? Browser { get => _notes?.Browser; set => Notes.Browser = value; }

    /// <summary>The user who was signed in during this request.</summary>
    public KeyedName SignedInUser { get => _notes?.SignedInUser ?? default; set => Notes.SignedInUser = value; }

    /// <summary>The authenticated session that began with a sign-in during this request.</summary>
    public Pseudonym SignedInSession { get => _notes?.SignedInSession ?? default; set => Notes.SignedInSession = value; }

    /// <summary>The session that a trusted caller has named; none for most.</summary>
    public Pseudonym CallerSession { get => _notes?.CallerSession ?? default; set => Notes.CallerSession = value; }

    /// <summary>Key of the form of another site that has made the request's ticket moments ago; none for most.</summary>
    public Pseudonym SignInForm { get => _notes?.SignInForm ?? default; set => Notes.SignInForm = value; }

    /// <summary>A sign-in that the request showed though it was revoked: whose, and which.</summary>
    public (Pseudonym User, Pseudonym Session) Revoked
    {
        get => _notes is { } notes ? (notes.RevokedUser, notes.RevokedSession) : default;
        set => (Notes.RevokedUser, Notes.RevokedSession) = value;
    }

    /// <summary>The user who opened the connection: its request may be over, and its context belong to another request.</summary>
    public Pseudonym User => _notes?.Connection is { } connection ? connection.User : UserAs(SessionTracker.Principal(_context));

    /// <summary>The same user under every key that what is stored of them may be under.</summary>
    public KeyedName UserName => _notes?.Connection is { } connection ? new KeyedName(connection.User)
        : SignedInUser is { IsNone: false } user ? user
        : SessionTracker.Principal(_context) is { } principal ? _tracker.NameOf(principal) : default;

    public LoginOutcome ExplicitLogin => _notes?.ExplicitLogin ?? LoginOutcome.None;

    /// <summary>This browser has just proved to be its account's.</summary>
    public bool HasLoggedIn => ExplicitLogin == LoginOutcome.None ? SignedIn : ExplicitLogin == LoginOutcome.Succeeded;

    public Pseudonym Account => AccountName.Pseudonym;
    /// <summary>The attempted account under every key that it may be known by.</summary>
    public KeyedName AccountName => _notes?.Account ?? default;

    /// <summary>Takes the events that the application has recorded in this request: each is accounted for once.</summary>
    public List<Recorded>? TakeRecorded() => _notes?.TakeRecorded();

    /// <summary>Experiments that were asked for, with the variants that were answered.</summary>
    public List<(string Experiment, string Variant)>? Evaluated => _notes?.Evaluated;

    /// <summary>Traits of the user that the application has recorded; null for most.</summary>
    public IReadOnlyDictionary<string, string>? Traits => _notes?.Traits;

    /// <summary>Features whose policies refuse the user who was signed in during this request; null when there was none, or policies were not evaluated.</summary>
    public IReadOnlyList<string>? RefusedFeatures { get => _notes?.RefusedFeatures; set => Notes.RefusedFeatures = value; }

    /// <summary>The user who was signed in during this request, else the request's principal.</summary>
    public Pseudonym UserAs(ClaimsPrincipal? principal) =>
        SignedInUser is { IsNone: false } user ? user.Pseudonym : principal is null ? default : _tracker.UserOf(principal);

    // Only for a failed answer, because reading whether a request was aborted costs an allocation.
    private Task NoteStart()
    {
        if (_hasEnded || _context.Response.StatusCode < StatusCodes.Status400BadRequest)
            return Task.CompletedTask;
        _hasStartedFor = !_context.RequestAborted.IsCancellationRequested;
        // A status page that runs inside tracking leaves its own endpoint behind; only while it runs is known what was meant.
        if (!HasEndpoint && HasNewFeatures() && _context.Features.Get<IStatusCodeReExecuteFeature>() is { } again)
            NoteEndpoint(again.Endpoint);
        return Task.CompletedTask;
    }

    private VisitNotes Notes => _notes ??= new VisitNotes();

    /// <summary>The visit of this request; null when it is not recorded. By type, because features' generic way costs several times as much.</summary>
    public static Visit? Of(HttpContext context) => (Visit?)context.Features[typeof(Visit)] is { _hasEnded: false } visit ? visit : null;

    /// <summary>The endpoint that routing has chosen.</summary>
    public static Endpoint? Chosen(HttpContext context) => ((IEndpointFeature?)context.Features[typeof(IEndpointFeature)])?.Endpoint;

    /// <summary>
    /// Puts the visit among the request's features before anything else reads the request, because every later change makes it forget where its features are.
    /// </summary>
    public void Attach()
    {
        var features = _context.Features;
        features[typeof(Visit)] = this;
        _revision = features.Revision;
        Path = _context.Request.Path;
    }

    /// <summary>Notes, when the answer begins, whether the client is still there to get it.</summary>
    public void WatchStart() => _context.Response.OnStarting(AnswerStarts, this);

    /// <summary>From now on the request has no visit. It stays where it is: taking it out would cost as much as putting it there.</summary>
    public void End() => _hasEnded = true;

    /// <summary>Whether a feature was set since the visit began; else no user has signed in, and no error page has run again.</summary>
    public bool HasNewFeatures() => _context.Features.Revision != _revision;

    public void NoteCookie((BrowserCookie? Cookie, bool Forged) read) => (Cookie, HasForgedCookie) = read;
    public void NoteToken(EventFlags token) => _token |= (byte)((uint)token >> TokenShift);

    /// <summary>Lets an observer look; its fault is ours and never reaches the application.</summary>
    public void Try<TState>(TState state, Action<Visit, TState> observe)
    {
        try
        {
            observe(this, state);
        }
        catch (Exception exception)
        {
            _tracker.ObservingFailed(exception);
        }
    }

    public void NoteEndpoint(Endpoint? endpoint)
    {
        Endpoint = endpoint;
        HasEndpoint = true;
    }

    /// <summary>Whether the answer carries a new visitor's cookie has been decided.</summary>
    public bool IsCookieSettled { get; private set; }

    /// <summary>
    /// The answer carries no cookie: a new visitor is known by the key of the day, also where a cookie's key was asked for meanwhile, because that one never arrives.
    /// </summary>
    public void WithoutCookie()
    {
        IsCookieSettled = true;
        if (Cookie is null && !_hasEnded && _identity is not { Kind: KeyKind.CrossSite })
            _identity = _tracker.Identify(_context, this, mayCookie: false);
    }

    /// <summary>The endpoint that was meant.</summary>
    public Endpoint? MeantEndpoint() =>
        HasEndpoint ? Endpoint
        : !HasNewFeatures() ? Chosen(_context)
        : _context.Features.Get<IExceptionHandlerFeature>() is { } handled ? handled.Endpoint
        : _context.Features.Get<IStatusCodeReExecuteFeature>() is { } again ? again.Endpoint
        : Chosen(_context);

    public string? LoginField() => _tracker.LoginField(_context, this, MeantEndpoint());

    /// <summary>Sends the cookie when it is new or has one account more. Called when the response starts, also after the visit has ended.</summary>
    /// <param name="server">What bodies were written to when the request came; null when that is not known.</param>
    public void WriteCookie(object? server)
    {
        // Settled when the application was done with an answer that had not started: then its event is recorded.
        if (IsCookieSettled && Cookie is null)
            return;
        IsCookieSettled = true;
        _tracker.WriteCookie(_context, this, server);
    }

    /// <summary>Used as an exception filter: notes the exception and lets it pass.</summary>
    public bool Observe(Exception exception)
    {
        Notes.Exception = exception;
        return false;
    }

    public void Invalid(IEnumerable<string> fields) => Notes.Fields = FieldNames.Clean(fields);

    /// <summary>The same by the written answer, whose model shows which names are the application's.</summary>
    public void Refused(IEnumerable<string> fields)
    {
        if (Fields is null)
            Invalid(fields);
    }

    /// <summary>Notes what the forms that are shown say of their fields.</summary>
    public void NoteForms(ComponentForms forms)
    {
        if (forms.FailingFields() is { } fields)
            Refused(fields);
    }

    public void Attempt(string account) => Notes.Account = _tracker.AccountOf(account);

    public void Login(string account, LoginOutcome outcome)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        Attempt(account);
        Notes.ExplicitLogin = outcome;
        if (outcome == LoginOutcome.Succeeded && !_hasEnded && Cookie is not null && !_context.Response.HasStarted)
            SessionTracker.SendCookieWith(_context, this);
    }

    /// <summary>Keeps what the person decides; null when it is too late for that.</summary>
    public DecidedConsent? Consent(TrackingPurposes granted, string how) => _hasEnded ? null : _tracker.Consent(_context, this, granted, how);

    /// <summary>Keeps that the person withdraws some purposes; null when it is too late for that.</summary>
    public DecidedConsent? WithdrawConsent(TrackingPurposes purposes, string how) => _hasEnded ? null : _tracker.WithdrawConsent(_context, this, purposes, how);

    /// <summary>Notes what the person has decided. From now on the request is of a visitor who has decided so.</summary>
    public void Decide(ConsentDecision decision)
    {
        Notes.Decided = decision;
        Reconsider();
    }

    /// <summary>What the visitor allows may have changed: it is decided again, and with it how the visitor is known.</summary>
    public void Reconsider()
    {
        Allowed = null;
        if (_identity is not { Kind: KeyKind.CrossSite } && !IsCookieSettled)
            _identity = null;
    }

    public string Variant(string experiment)
    {
        var declared = _tracker.Experiments.Find(experiment);
        var (variant, isAssigned) = DeclaredExperiments.VariantOf(declared, this);
        if (isAssigned)
            Expose([(declared.Name, variant)]);
        return variant;
    }

    /// <summary>The journey of the session, for an answer that may then hold what is meant for one person.</summary>
    public async ValueTask<LiveJourney?> JourneyAsync(CancellationToken cancellationToken) =>
        Connection() is not null ? await _tracker.Journeys.FindAsync(context: null, this, cancellationToken)
        : _hasEnded || !PersonalAnswers.TryProtect(_context) ? null
        : await ReadJourneyAsync(cancellationToken);

    /// <summary>The journey of the session; read once in a request.</summary>
    public Task<LiveJourney> ReadJourneyAsync(CancellationToken cancellationToken) => Notes.Journey ??= _tracker.Journeys.FindAsync(_context, this, cancellationToken);

    /// <summary>The nudge of this answer; claimed once in a request, whoever asks.</summary>
    public Task<IReadOnlyList<ShownNudge>> NudgesAsync(NudgeChannels channel, bool hasText, CancellationToken cancellationToken) =>
        _hasEnded || Connection() is not null ? Task.FromResult<IReadOnlyList<ShownNudge>>([])
        : Notes.Nudges ??= _tracker.Nudges.ClaimAsync(_context, this, channel, hasText, cancellationToken);

    /// <summary>Notes variants of experiments that this request has shown.</summary>
    public void Expose(IEnumerable<(string Experiment, string Variant)> exposures)
    {
        var all = Notes.Evaluated ??= [];
        all.AddRange(exposures.Where(e => !all.Contains(e)));
    }

    /// <summary>Notes a trait of the user; what is not declared is counted, and no caller's failure.</summary>
    public void SetTrait(string? name, string? value)
    {
        if (_hasEnded || Connection() is not null)
            _tracker.Traits.Late();
        else
            _tracker.Traits.Set(Notes.Traits ??= new Dictionary<string, string>(StringComparer.Ordinal), name, value, Time);
    }

    /// <summary>Records an event; whatever hinders it is counted, and no caller's failure.</summary>
    public void Record(string name, IEnumerable<KeyValuePair<string, string>> properties)
    {
        _tracker.CustomEventMade();
        try
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                _tracker.RecordedUnnamed();
                return;
            }

            var recorded = Recorded.Of(name, _tracker.Now(), properties);
            if (recorded.IsValueRefused)
                _tracker.ValueRefused();
            if (Connection() is { } connection)
                _tracker.Record(connection, recorded);
            else if (_hasEnded)
                _tracker.RecordedTooLate();
            else if (!Notes.TryKeep(recorded))
                _tracker.RecordedAbove();
        }
        catch (Exception exception)
        {
            _tracker.RecordingFailed(exception);
        }
    }

    /// <summary>Whether the request is a connection, or began one.</summary>
    public bool IsOfConnection => Connection() is not null;

    // Hubs run beside their request.
    private ConnectionRecorder? Connection()
    {
        lock (this)
        {
            if (_notes?.Connection is { } known)
                return known;
            return !_hasEnded && _tracker.IsConnection(_context, this) ? Notes.Connection = _tracker.OpenConnection(_context, this) : null;
        }
    }
}
