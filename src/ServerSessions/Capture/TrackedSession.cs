using ServerSessions.Capture;
using ServerSessions.Model;

namespace ServerSessions;

/// <summary>The session of the current request: <c>HttpContext.GetTrackedSession()</c>. Do not use it after the request or from several threads.</summary>
public sealed class TrackedSession
{
    /// <summary>
    /// Maximum number of events that a request can record, and that the connections (hubs, circuits, streams) of one session can record in a second.
    /// Further events are counted and not recorded.
    /// </summary>
    public const int MaxRecorded = 32;

    private readonly Visit _visit;

    internal TrackedSession(Visit visit) => _visit = visit;

    /// <summary>
    /// Pseudonym of the session's key. The first read decides how this visitor is recognised (cookie, authenticated session, daily), so read it after
    /// authentication.
    /// </summary>
    public Pseudonym Key => _visit.Identity.Key;

    /// <summary>Kind of the key: what it was made from.</summary>
    public KeyKind KeyKind => _visit.Identity.Kind;

    /// <summary>Pseudonym of the signed-in user; <see cref="Pseudonym.None"/> for an anonymous request.</summary>
    public Pseudonym User => _visit.User;

    /// <summary>
    /// What this request may be used for, by the signals of the browser (<c>Sec-GPC</c>, <c>DNT</c>), <see cref="SessionTrackingOptions.HasConsent"/> and the
    /// framework's cookie policy. <see cref="TrackingPurposes.Security"/> is always included. The first read may call <c>HasConsent</c>; its answer holds for
    /// the whole request. In a connection (a SignalR hub, a Blazor circuit), it is what held when the connection was opened.
    /// </summary>
    public TrackingPurposes Purposes => _visit.Purposes;

    /// <summary>
    /// Whether the application should ask this person for consent: a purpose needs it (<see cref="ConsentMode.OptIn"/>), and the person has not decided, has agreed to
    /// another version of the text or too long ago, or refused more than six months ago (<see cref="ConsentOptions.RefusalLifetime"/>). A browser that sends
    /// <c>Sec-GPC</c> or <c>DNT</c> has refused and is not asked. Read it after authentication.
    /// </summary>
    public bool ConsentNeeded => _visit.NeedsConsent;

    /// <summary>
    /// Keeps the person's decision: the given purposes are agreed to and all others refused. It holds from this request on. A cookie that identifies no browser carries
    /// it to every node; with the time, the version of the text and <paramref name="how"/>, it is stored as proof with the pseudonym of the signed-in user and, where
    /// analytics is agreed to, of the browser. A purpose that held before and is refused now is withdrawn. The answer to this request is not cached. Call it before the
    /// answer starts, and only for what the person did: on a form that is protected against forgery.
    /// </summary>
    /// <param name="granted">The purposes that the person agrees to. <see cref="TrackingPurposes.None"/> refuses all; <see cref="TrackingPurposes.Security"/> changes nothing.</param>
    /// <param name="how">How the decision was given, such as "banner" (the default); cut to 32 characters.</param>
    /// <returns>False when it was not kept, because the answer has started or the browser would not keep the cookie.</returns>
    public bool Consent(TrackingPurposes granted, string how = "banner")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(how);
        return _visit.Consent(granted, how) is not null;
    }

    /// <summary>Keeps that the person refuses every purpose; the person is not asked again for six months. See <see cref="Consent"/>.</summary>
    /// <param name="how">How the decision was given, such as "banner" (the default).</param>
    /// <returns>False when it was not kept.</returns>
    public bool RefuseConsent(string how = "banner") => Consent(TrackingPurposes.None, how);

    /// <summary>Keeps that the person withdraws some purposes and leaves the others as they are. See <see cref="Consent"/>.</summary>
    /// <param name="purposes">The purposes that are withdrawn; all by default.</param>
    /// <param name="how">How the decision was given, such as "page" (the default).</param>
    /// <returns>False when it was not kept.</returns>
    public bool WithdrawConsent(TrackingPurposes purposes = TrackingPurposes.All, string how = "page")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(how);
        return _visit.WithdrawConsent(purposes, how) is not null;
    }

    internal Visit Visit => _visit;

    /// <summary>
    /// Reads the journey of this session as it stands before this request: steps, friction, progress in flows, likely next steps, and with
    /// <see cref="LiveJourneyOptions.RemembersPeople"/> what the person left unfinished in earlier sessions, of a signed-in user on all devices. The first call in a
    /// request asks storage once, for at most <see cref="LiveJourneyOptions.ReadTimeout"/>; further calls return the same journey. It never throws for a failure of
    /// storage: the journey is then what this process has seen (<see cref="LiveJourney.IsPartial"/>). Earlier sessions are read only where <see cref="Purposes"/> has
    /// <see cref="TrackingPurposes.Personalization"/>. A visitor with the key of the day has an empty journey, because others can share that key. The answer to this request is stored in no cache. Call it after authentication.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null after the end of the request, and when the answer has begun and a cache may store it.</returns>
    public ValueTask<LiveJourney?> GetJourneyAsync(CancellationToken cancellationToken = default) => _visit.JourneyAsync(cancellationToken);

    /// <summary>
    /// Claims the nudge to show in this answer, for a page that renders it itself; <c>&lt;session-nudges /&gt;</c> and <see cref="SessionNudges"/> do it for you. Only where a
    /// pattern of a declared nudge is in the journey, it reads and writes storage once each, for at most <see cref="NudgeOptions.ClaimTimeout"/>. There is none without
    /// <see cref="TrackingPurposes.Personalization"/>, without our cookie, while storage is away, for what a browser fetches ahead of need, in a connection (a hub, a circuit),
    /// and for people of a holdout. Show what it returns: it counts as shown. An answer with a nudge is stored in no cache.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At most one nudge; the same one for each call in a request.</returns>
    public Task<IReadOnlyList<ShownNudge>> NudgesAsync(CancellationToken cancellationToken = default) => _visit.NudgesAsync(NudgeChannels.Page, hasText: false, cancellationToken);

    /// <summary>
    /// Records an event inside this request, which becomes a step of the journey. In a connection (a SignalR hub, a Blazor circuit, a WebSocket, an event
    /// stream) it does so at once. The method never throws. Events that are not recorded are counted by reason (<c>customEvents</c> of <c>GET
    /// /pipeline</c>, <c>serversessions.custom_events.dropped</c>): after the end of the request, above <see cref="MaxRecorded"/>, and without a name.
    /// </summary>
    /// <param name="name">A short name, such as "basket.full"; cut to 128 characters.</param>
    /// <param name="properties">Facts about the event, at most 16; names and values are cut to 128 characters. Never put personal data here.</param>
    public void Record(string name, params IEnumerable<KeyValuePair<string, string>> properties) =>
        _visit.Record(name, properties);

    /// <summary>
    /// Records an event that is worth something, as <see cref="Record(string, IEnumerable{KeyValuePair{string, string}})"/> does. Insights count it as a goal, with
    /// the sum and the median of its values by currency, and estimate what is lost where people leave a funnel (docs/insights.md). The value and its currency are
    /// stored as the properties <c>value</c> and <c>currency</c>.
    /// </summary>
    /// <param name="name">A short name, such as "order"; cut to 128 characters.</param>
    /// <param name="value">
    /// The value; negative for what is taken back, such as a refund. It is rounded to four decimal places. Beyond ±1,000,000,000 the event is recorded without it, which is
    /// counted (<c>customEvents.refusedValues</c> of <c>GET /pipeline</c>, <c>serversessions.custom_events.refused_values</c>).
    /// </param>
    /// <param name="currency">
    /// Its currency or unit, such as "EUR": at most 8 letters or digits. Null (the default) for none. With any other text, the value is refused in the same way.
    /// </param>
    /// <param name="properties">Further facts about the event; at most 16 together with value and currency.</param>
    public void Record(string name, decimal value, string? currency = null, params IEnumerable<KeyValuePair<string, string>> properties) =>
        _visit.Record(name, EventValue.With(value, currency, properties));

    /// <summary>
    /// Records a trait of the user for this session, such as a plan, a role or a country, by which insights can be divided (<c>segment=trait:plan=pro</c>). Call it
    /// in a request of each session, for example at the sign-in; the newest value counts. Only traits that are declared in
    /// <see cref="SessionTrackingOptions.Traits"/> are kept, with their limits of values, in lower case and cut to 64 bytes. What is not kept is counted by reason
    /// (<c>serversessions.traits.dropped</c>): undeclared, empty, completed (after the end of the request, or in a connection) and other (kept as "(other)"). Never
    /// record what names a person.
    /// </summary>
    /// <param name="name">The name of the trait, as it is declared.</param>
    /// <param name="value">Its value; one that contains "@" is kept as "(other)".</param>
    public void SetTrait(string name, string value) => _visit.SetTrait(name, value);

    /// <summary>
    /// Returns the variant of an experiment for this visitor, always the same one. The first call in a session is recorded as its exposure, and only
    /// later steps are measured: call it where the variants differ, not on every page, and after authentication. A visitor that cannot be recognised
    /// again (see <see cref="ExperimentUnit"/>) gets the control, and no exposure is recorded.
    /// </summary>
    /// <param name="experiment">The name of the experiment, as given to <c>AddExperiment</c>.</param>
    /// <returns>The name of the variant; "A" or "B" by default.</returns>
    /// <exception cref="ArgumentException">No experiment of this name is declared.</exception>
    public string Variant(string experiment) => _visit.Variant(experiment);

    /// <summary>Reports that a login to this account has failed. It overrides what session tracking observes itself.</summary>
    public void LoginFailed(string account) => _visit.Login(account, LoginOutcome.Failed);

    /// <summary>Reports that a login to this account has succeeded. It overrides what session tracking observes itself.</summary>
    public void LoginSucceeded(string account) => _visit.Login(account, LoginOutcome.Succeeded);

    /// <summary>Reports that the signed-in user has changed the password, so the user's other sign-ins should have ended (rule D6).</summary>
    public void PasswordChanged() => _visit.PasswordChanged = true;

    /// <summary>
    /// Reports that this request's client could not prove that it holds the key which the session is bound to: call it where your code or your framework
    /// refuses such a proof (device-bound session credentials, DPoP, mutual TLS). It makes a finding of D5. Session tracking itself binds nothing.
    /// </summary>
    public void DeviceProofRefused() => _visit.DeviceProofRefused = true;
}
