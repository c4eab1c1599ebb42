using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>What is noted about a request while it runs. Observers write into it, the tracker makes the event of it at the end.</summary>
internal sealed class Visit
{
    private readonly HttpContext _context;
    private readonly SessionTracker _tracker;
    private VisitIdentity? _identity;
    private TrackedSession? _session;

    public Visit(HttpContext context, SessionTracker tracker, long time, long timestamp)
    {
        _context = context;
        _tracker = tracker;
        Time = time;
        Timestamp = timestamp;
        Path = context.Request.Path;
    }

    /// <summary>Start, Unix microseconds.</summary>
    public long Time { get; }

    /// <summary>Start, by the clock that durations are measured with.</summary>
    public long Timestamp { get; }

    public BrowserCookie? Cookie { get; init; }
    public bool HasForgedCookie { get; init; }
    public VisitIdentity Identity => _identity ??= _tracker.Identify(_context, this, mayCookie: true);
    public TrackedSession Session => _session ??= new TrackedSession(this);

    /// <summary>The first endpoint that was chosen: error pages that run again choose another. Null when nothing matched.</summary>
    public Endpoint? Endpoint { get; private set; }

    /// <summary>What was chosen is known, also when it was nothing.</summary>
    public bool HasEndpoint { get; private set; }

    /// <summary>The path as it was asked for: error pages and branches change it.</summary>
    public PathString Path { get; }

    public Exception? Exception { get; private set; }

    /// <summary>Type of the result that the handler gave, where an endpoint filter of ours saw it.</summary>
    public Type? Result { get; set; }

    public string[]? Fields { get; private set; }

    /// <summary>Authentication was asked to challenge or forbid; the answer may be a redirect all the same.</summary>
    public bool IsDenied { get; set; }

    public bool SignedIn { get; set; }
    public bool SignedOut { get; set; }

    /// <summary>The user who was signed in during this request.</summary>
    public Pseudonym SignedInUser { get; set; }

    public Pseudonym User => SignedInUser.IsNone ? _tracker.UserOf(_context) : SignedInUser;
    public LoginOutcome ExplicitLogin { get; private set; }

    /// <summary>This browser has just proved to be its account's.</summary>
    public bool HasLoggedIn => ExplicitLogin == LoginOutcome.None ? SignedIn : ExplicitLogin == LoginOutcome.Succeeded;

    public Pseudonym Account { get; private set; }
    public List<(string Name, long Time, KeyValuePair<string, string>[] Properties)>? Recorded { get; private set; }

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

    /// <summary>The answer cannot carry a cookie: who is new is known by the key of the day, not by a cookie that never reaches him.</summary>
    public void WithoutCookie() => _identity ??= _tracker.Identify(_context, this, mayCookie: false);

    /// <summary>The endpoint that was meant.</summary>
    public Endpoint? MeantEndpoint() =>
        HasEndpoint ? Endpoint
        : _context.Features.Get<IExceptionHandlerFeature>() is { } handled ? handled.Endpoint
        : _context.Features.Get<IStatusCodeReExecuteFeature>() is { } again ? again.Endpoint
        : _context.GetEndpoint();

    public string? LoginField() => _tracker.LoginField(_context, MeantEndpoint());

    /// <summary>Sends the cookie when it is new or knows one account more. Called when the response starts, also after the visit has ended.</summary>
    public Task WriteCookie()
    {
        _tracker.WriteCookie(_context, this);
        return Task.CompletedTask;
    }

    /// <summary>Used as an exception filter: notes the exception and lets it pass.</summary>
    public bool Observe(Exception exception)
    {
        Exception = exception;
        return false;
    }

    public void Invalid(IEnumerable<string> fields) => Fields = FieldNames.Clean(fields);

    public void Attempt(string account) => Account = _tracker.AccountOf(account);

    public void Login(string account, LoginOutcome outcome)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        Attempt(account);
        ExplicitLogin = outcome;
        if (outcome == LoginOutcome.Succeeded && Cookie is not null && !_context.Response.HasStarted)
            SessionTracker.SendCookieWith(_context, this);
    }

    public void Record(string name, IEnumerable<KeyValuePair<string, string>> properties)
    {
        Recorded ??= [];
        if (Recorded.Count >= TrackedSession.MaxRecorded)
            throw new InvalidOperationException($"This request has recorded {TrackedSession.MaxRecorded} events; record less, or put the facts into properties.");
        Recorded.Add((name, _tracker.Now(), [.. properties.Take(16).Select(p =>
            KeyValuePair.Create(Texts.Cut(p.Key, Guard.NameLength), Texts.Cut(p.Value ?? "", Guard.NameLength)))]));
    }
}
