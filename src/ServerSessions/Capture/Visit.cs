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
    }

    /// <summary>Start, Unix microseconds.</summary>
    public long Time { get; }

    /// <summary>Start, by the clock that durations are measured with.</summary>
    public long Timestamp { get; }

    public BrowserCookie? Cookie { get; init; }
    public bool HasForgedCookie { get; init; }
    public VisitIdentity Identity => _identity ??= _tracker.Identify(_context, this);
    public TrackedSession Session => _session ??= new TrackedSession(this);

    /// <summary>The first endpoint that was chosen: error pages that run again choose another.</summary>
    public Endpoint? Endpoint { get; set; }

    public Exception? Exception { get; private set; }
    public string[]? Fields { get; private set; }

    /// <summary>Authentication was asked to challenge or forbid; the answer may be a redirect all the same.</summary>
    public bool IsDenied { get; set; }

    public bool SignedIn { get; set; }
    public bool SignedOut { get; set; }

    /// <summary>The user who was signed in during this request.</summary>
    public Pseudonym SignedInUser { get; set; }

    public Pseudonym User => SignedInUser.IsNone ? _tracker.UserOf(_context) : SignedInUser;
    public LoginOutcome ExplicitLogin { get; private set; }
    public Pseudonym Account { get; private set; }
    public List<(string Name, long Time, KeyValuePair<string, string>[] Properties)>? Recorded { get; private set; }

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
