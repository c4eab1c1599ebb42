using ServerSessions.Capture;

namespace ServerSessions;

/// <summary>The session of the request at hand: <c>HttpContext.GetTrackedSession()</c>. Not for use after the request or by two threads.</summary>
public sealed class TrackedSession
{
    /// <summary>
    /// Most events that a request may record, and that the connections (hubs, circuits, streams) of one session may record in a second; more are
    /// counted and not recorded.
    /// </summary>
    public const int MaxRecorded = 32;

    private readonly Visit _visit;

    internal TrackedSession(Visit visit) => _visit = visit;

    /// <summary>
    /// Pseudonym of the session's key. Asking for it decides how this visitor is known (cookie, authenticated session, daily), so ask
    /// after authentication.
    /// </summary>
    public Pseudonym Key => _visit.Identity.Key;

    /// <summary>What the key was made from.</summary>
    public KeyKind KeyKind => _visit.Identity.Kind;

    /// <summary>Pseudonym of the signed-in user; <see cref="Pseudonym.None"/> when nobody is signed in.</summary>
    public Pseudonym User => _visit.User;

    /// <summary>
    /// Records something that happened inside this request: it becomes a step of the journey. In a connection (a SignalR hub, a Blazor circuit, a WebSocket,
    /// an event stream) it does so at once. It never throws: what is not recorded is counted by its reason (<c>customEvents</c> of <c>GET /pipeline</c>,
    /// <c>serversessions.custom_events.dropped</c>), as after the end of the request, above <see cref="MaxRecorded"/>, and without a name.
    /// </summary>
    /// <param name="name">A short name of the application's own, "basket.full"; cut to 128 characters.</param>
    /// <param name="properties">Facts about it, at most 16; names and values are cut to 128 characters. Never put personal data here.</param>
    public void Record(string name, params IEnumerable<KeyValuePair<string, string>> properties) =>
        _visit.Record(name, properties);

    /// <summary>
    /// The variant of an experiment that this visitor gets, always the same one. The first evaluation in a session is recorded as his
    /// exposure: ask where the variants differ, not on every page, because only what follows it is measured. A visitor who cannot be
    /// recognised again (see <see cref="ExperimentUnit"/>) gets the control, and no exposure is recorded. Ask after authentication.
    /// </summary>
    /// <param name="experiment">The name that was given to <c>AddExperiment</c>.</param>
    /// <returns>The variant's name, "A" or "B" where nothing else was declared.</returns>
    /// <exception cref="ArgumentException">No experiment of this name is declared.</exception>
    public string Variant(string experiment) => _visit.Variant(experiment);

    /// <summary>Says that a login to this account has failed; it wins over everything that is seen by itself.</summary>
    public void LoginFailed(string account) => _visit.Login(account, LoginOutcome.Failed);

    /// <summary>Says that a login to this account has succeeded; it wins over everything that is seen by itself.</summary>
    public void LoginSucceeded(string account) => _visit.Login(account, LoginOutcome.Succeeded);

    /// <summary>Says that the signed-in user has changed the password: what was signed in elsewhere should be at an end (rule D6).</summary>
    public void PasswordChanged() => _visit.PasswordChanged = true;
}
