using ServerSessions.Capture.Observers;
using ServerSessions.Consents;
using ServerSessions.Model;
using ServerSessions.Model.Browser;

namespace ServerSessions.Capture;

/// <summary>Facts that only a minority of visits has, kept apart so that an ordinary visit stays small.</summary>
internal sealed class VisitNotes
{
    private List<Recorded>? _recorded;

    public Exception? Exception { get; set; }

    public Type? Result { get; set; }

    public string[]? Fields { get; set; }

    public ComponentForms? Forms { get; set; }

    public bool IsDenied { get; set; }

    public bool SignedIn { get; set; }

    public bool SignedOut { get; set; }

    public bool KeepsId { get; set; }

    public bool IsRemoteSignIn { get; set; }

    public bool PasswordChanged { get; set; }

    public bool DeviceProofRefused { get; set; }

    public KeyedName SignedInUser { get; set; }

    public Pseudonym SignedInSession { get; set; }

    public Pseudonym CallerSession { get; set; }

    public Pseudonym SignInForm { get; set; }

    public Pseudonym RevokedUser { get; set; }

    public Pseudonym RevokedSession { get; set; }

    public LoginOutcome ExplicitLogin { get; set; }

    public KeyedName Account { get; set; }

    public ConsentDecision? Decided { get; set; }

    public BrowserReport? Browser { get; set; }

    public TrackedSession? Session { get; set; }

    public ConnectionRecorder? Connection { get; set; }

    public IReadOnlyList<string>? RefusedFeatures { get; set; }

    public Dictionary<string, string>? Traits { get; set; }

    public Task<LiveJourney>? Journey { get; set; }

    public Task<IReadOnlyList<ShownNudge>>? Nudges { get; set; }

    public List<(string Experiment, string Variant)>? Evaluated { get; set; }

    /// <summary>Keeps an event that the application records; false when the request has as many as it may.</summary>
    public bool TryKeep(in Recorded recorded)
    {
        _recorded ??= [];
        if (_recorded.Count >= TrackedSession.MaxRecorded)
            return false;
        _recorded.Add(recorded);
        return true;
    }

    /// <summary>The events that were kept and not taken yet; null when there are none.</summary>
    public List<Recorded>? TakeRecorded()
    {
        var recorded = _recorded;
        _recorded = null;
        return recorded;
    }
}
