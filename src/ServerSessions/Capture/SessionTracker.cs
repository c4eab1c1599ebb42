using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Admission;
using ServerSessions.Capture.Consent;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Experiments;
using ServerSessions.Capture.Headers;
using ServerSessions.Capture.Identity;
using ServerSessions.Capture.Labels;
using ServerSessions.Capture.Live;
using ServerSessions.Capture.Observers;
using ServerSessions.Capture.Queue;
using ServerSessions.Consents;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Requests;
using ServerSessions.Response;

namespace ServerSessions.Capture;

/// <summary>Begins and ends the capture of every request: visitor, outcome, and the event into the queue. No fault of ours reaches the application.</summary>
internal sealed class SessionTracker
{
    private readonly SessionTrackingOptions _options;
    private readonly Exclusions _exclusions;
    private readonly Pseudonymizer _pseudonyms;
    private readonly VisitorIdentifier _identifier;
    private readonly ConsentReader _consent;
    private readonly ConsentKeeper _consents;
    private readonly EndpointReader _endpoints;
    private readonly EventFactory _events;
    private readonly AdmissionControl _admission;
    private readonly EventQueue _queue;
    private readonly CaptureCounters _counters;
    private readonly DroppedSessions _gaps;
    private readonly RecordGate _records;
    private readonly ProxyWarnings _proxies;
    private readonly bool _hasCallers;
    private readonly RecentSignIns _signIns;
    private readonly VisitClock _clock;
    private readonly ILogger<SessionTracker> _logger;
    private bool _warnedPlain;
    private bool _warnedForms;

    public SessionTracker(
        IOptions<SessionTrackingOptions> options, Pseudonymizer pseudonyms, VisitorIdentifier identifier, EndpointReader endpoints,
        EventFactory events, AdmissionControl admission, EventQueue queue, DroppedSessions gaps, CaptureCounters counters, RecentSignIns signIns,
        Traits traits, ConsentReader consent, ConsentKeeper consents, RequestJourneys journeys, RequestNudges nudges, TimeProvider time, ILogger<SessionTracker> logger)
    {
        (Traits, _consent, _consents, Journeys, Nudges) = (traits, consent, consents, journeys, nudges);
        (_options, _pseudonyms, _identifier, _endpoints, _events) = (options.Value, pseudonyms, identifier, endpoints, events);
        _exclusions = new Exclusions(options.Value.ExcludedPaths);
        _records = new RecordGate(TrackedSession.MaxRecorded, time);
        _proxies = new ProxyWarnings(options.Value.OwnHosts, logger);
        _hasCallers = options.Value.TrustedCallers.Count > 0;
        Experiments = new DeclaredExperiments(options.Value.Experiments);
        (_admission, _queue, _gaps, _counters, _signIns, _clock, _logger) = (admission, queue, gaps, counters, signIns, new VisitClock(time), logger);
    }

    public DeclaredExperiments Experiments { get; }

    /// <summary>Journeys inside requests.</summary>
    public RequestJourneys Journeys { get; }

    /// <summary>Nudges inside requests.</summary>
    public RequestNudges Nudges { get; }

    /// <summary>Set by UseSessionTracking.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Where UseSessionTracking stands.</summary>
    public MiddlewareOrder Order { get; } = new();

    /// <summary>Set when the service that observes sign-ins is made, alone or inside a decorator of the application.</summary>
    public bool SeesSignIns { get; set; }

    /// <summary>Set when the activator that sees components is made, alone or inside one of the application.</summary>
    public bool SeesForms { get; set; }

    private bool IsOn => IsUsed && _options.Mode != TrackingMode.Off;

    public long Now() => _clock.Now();

    /// <summary>Begins a visit; null when the request is not recorded.</summary>
    public Visit? Begin(HttpContext context)
    {
        if (!IsOn)
            return null;
        try
        {
            var (time, timestamp) = _clock.Start();
            var visit = new Visit(context, this, time, timestamp);
            visit.Attach();
            visit.NoteCookie(_identifier.ReadCookie(context));
            if (_hasCallers && TrustedCallers.TakeSession(context) is { IsEmpty: false } session)
                visit.CallerSession = _pseudonyms.CallerSession(session);
            if (visit.Cookie is null && _options.Mode == TrackingMode.Cookie)
                context.Response.OnStarting(PendingCookie.Write, new PendingCookie(visit, context.Features[typeof(IHttpResponseBodyFeature)]));
            _consents.KeepSigned(context, visit);
            return visit;
        }
        catch (Exception exception)
        {
            Log.CaptureFailed(_logger, exception);
            context.Features[typeof(Visit)] = null;
            return null;
        }
    }

    /// <summary>Has the cookie sent again when the response starts.</summary>
    public static void SendCookieWith(HttpContext context, Visit visit) =>
        context.Response.OnStarting(PendingCookie.Write, new PendingCookie(visit, null));

    /// <summary>Sends the cookie with an answer that is about to start.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visit">Its visit, which may have ended.</param>
    /// <param name="server">What bodies were written to when the request came; null when that is not known.</param>
    public void WriteCookie(HttpContext context, Visit visit, object? server)
    {
        try
        {
            // No cookie for what is not recorded, and none into an answer that others may be given from a cache.
            var endpoint = visit.MeantEndpoint() is { } chosen ? _endpoints.Of(chosen) : null;
            if (_exclusions.Of(context, visit, endpoint, isOk: context.Response.StatusCode < 400) is not null)
                return;
            if (SharedAnswers.MayBeStored(context, server))
                visit.WithoutCookie();
            else if (_identifier.WriteCookie(context, visit))
                SharedAnswers.MakePrivate(context.Response.Headers);
        }
        catch (Exception exception)
        {
            Log.CaptureFailed(_logger, exception);
        }
    }

    /// <summary>Ends a request: whatever happens, it is recorded, dropped or excluded.</summary>
    public void End(HttpContext context, Visit? visit)
    {
        _counters.Serve();
        if (visit is null)
        {
            if (IsOn)
                _counters.Drop(DropReason.Error);
            else
                _counters.Exclude(ExclusionReason.Off);
            return;
        }

        try
        {
            Capture(context, visit);
        }
        catch (Exception exception)
        {
            Log.CaptureFailed(_logger, exception);
            _counters.Drop(DropReason.Error);
            _counters.Custom.Drop(DropReason.Error, visit.TakeRecorded()?.Count ?? 0);
        }
        finally
        {
            visit.Forms?.Close();
            visit.End();
        }
    }

    /// <summary>Whether the request is a connection: by its endpoint, or by what was answered.</summary>
    public bool IsConnection(HttpContext context, Visit visit) => visit.MeantEndpoint() is { } endpoint && _endpoints.Of(endpoint) is var known
        ? known.IsConnection || Streams.Is(context, known)
        : Streams.Is(context);

    public ConnectionRecorder OpenConnection(HttpContext context, Visit visit)
    {
        var endpoint = visit.MeantEndpoint() is { } meant ? _endpoints.Of(meant) : null;
        return new(_events.Connection(context, visit), MadeOf(visit), visit.Purposes, _exclusions.Of(context, visit, endpoint, isOk: true) is not null);
    }

    /// <summary>Records what happened in a connection, now: its request may go on for hours.</summary>
    public void Record(ConnectionRecorder connection, in Recorded recorded)
    {
        if (connection.IsExcluded)
            _counters.Custom.DropExcluded(1);
        else if (!_records.TryTake(connection.Key))
            _counters.Custom.DropAbove();
        else
        {
            var e = connection.Next(recorded);
            if ((_admission.Refuses(e, connection.Made) ?? Refuses(Complete(_admission.WithLost(e, connection.Made), isNewKey: false))) is { } reason)
                _counters.Custom.Drop(reason);
        }
    }

    /// <inheritdoc cref="ConsentReader.MayUseCookie"/>
    public bool MayUseCookie(HttpContext context, Visit visit) => _consent.MayUseCookie(context, visit);

    /// <inheritdoc cref="ConsentReader.PurposesOf"/>
    public TrackingPurposes PurposesOf(HttpContext context, Visit visit) => _consent.PurposesOf(context, visit);

    /// <inheritdoc cref="ConsentReader.NeedsAnswer"/>
    public bool NeedsConsent(HttpContext context, Visit visit) => _consent.NeedsAnswer(context, visit);

    /// <inheritdoc cref="ConsentKeeper.Decide"/>
    public DecidedConsent? Consent(HttpContext context, Visit visit, TrackingPurposes granted, string how) => _consents.Decide(context, visit, granted, how, SendsCookie(context, visit));

    /// <inheritdoc cref="ConsentKeeper.Withdraw"/>
    public DecidedConsent? WithdrawConsent(HttpContext context, Visit visit, TrackingPurposes purposes, string how) => _consents.Withdraw(context, visit, purposes, how, SendsCookie(context, visit));

    /// <inheritdoc cref="ConsentKeeper.SignedInAsync"/>
    public ValueTask MergeConsentAsync(HttpContext context, Visit visit) => _consents.SignedInAsync(context, visit);

    public VisitIdentity Identify(HttpContext context, Visit visit, bool mayCookie) => _identifier.Identify(context, visit, mayCookie);

    /// <summary>The key of the form of another site that the request is; none for most.</summary>
    public Pseudonym FormKey(HttpContext context, Visit visit) => _identifier.FormKey(context, visit);

    /// <summary>Declared traits of users.</summary>
    public Traits Traits { get; }

    public void CustomEventMade() => _counters.Custom.Make();

    /// <summary>The application records an event of a request that has ended: it is counted, and lost.</summary>
    public void RecordedTooLate() => _counters.Custom.DropCompleted();

    public void RecordedAbove() => _counters.Custom.DropAbove();

    public void RecordedUnnamed() => _counters.Custom.DropUnnamed();

    public void ValueRefused() => _counters.Custom.RefuseValue();

    public void RecordingFailed(Exception exception)
    {
        _counters.Custom.Drop(DropReason.Error);
        Log.RecordingFailed(_logger, exception);
    }

    public void ObservingFailed(Exception exception) => Log.ObservingFailed(_logger, exception);

    /// <summary>The field that names the account, where this request is to a login.</summary>
    public string? LoginField(HttpContext context, Visit visit, Endpoint? endpoint) =>
        _events.LoginField(context, visit, endpoint is null ? null : _endpoints.Of(endpoint));

    public KeyedName AccountOf(string account) => _pseudonyms.AccountName(Texts.Cut(account, 512));

    /// <summary>A user is being signed in: which one, and on which account's form.</summary>
    public void SignedIn(HttpContext context, ClaimsPrincipal principal, bool isComplete, AuthenticationProperties? ticket = null)
    {
        if (Visit.Of(context) is { } visit)
            visit.Try((Tracker: this, context, principal, isComplete, ticket), static (visit, s) => s.Tracker.SignedIn(s.context, visit, s.principal, s.isComplete, s.ticket));
    }

    private void SignedIn(HttpContext context, Visit visit, ClaimsPrincipal principal, bool isComplete, AuthenticationProperties? ticket)
    {
        visit.SignedIn = true;
        if (isComplete && NameOf(principal) is { IsNone: false } user)
            (visit.SignedInUser, visit.SignedInSession) = (user, _identifier.AuthSession(ticket, principal));
        _events.NoteAccount(context, visit, visit.MeantEndpoint() is { } endpoint ? _endpoints.Of(endpoint) : null);
        if (visit.Cookie is not null && !context.Response.HasStarted)
            SendCookieWith(context, visit);
    }

    public Pseudonym UserOf(HttpContext context) => Principal(context) is { } user ? UserOf(user) : default;

    /// <summary>The principal of a request, without making an anonymous one for it.</summary>
    public static ClaimsPrincipal? Principal(HttpContext context) =>
        ((IHttpAuthenticationFeature?)context.Features[typeof(IHttpAuthenticationFeature)])?.User;

    public Pseudonym UserOf(ClaimsPrincipal user) => NameOf(user).Pseudonym;

    public KeyedName NameOf(ClaimsPrincipal user) => _options.Profile == TrackingProfile.Full && Principals.Id(user) is { } id ? _pseudonyms.User(id) : default;

    private void Capture(HttpContext context, Visit visit)
    {
        var duration = _clock.Since(visit.Timestamp);
        if (!visit.IsCookieSettled && visit.Cookie is null && _options.Mode == TrackingMode.Cookie)
            SettleCookie(context, visit);
        if (visit.Forms is { } forms)
            NoteForms(context, visit, forms);
        var served = ServedAs.Of(context, visit, duration);
        var endpoint = served.Endpoint is null ? null : _endpoints.Of(served.Endpoint);
        if (endpoint is { IsUnaryCall: true } && served.Outcome == Outcome.Ok && GrpcCalls.OutcomeOf(context) is { } outcome)
            served = served with { Outcome = outcome };
        if (_exclusions.Of(context, visit, endpoint, served.Outcome == Outcome.Ok) is { } reason)
        {
            _counters.Exclude(reason);
            _counters.Custom.DropExcluded(visit.TakeRecorded()?.Count ?? 0);
            return;
        }

        _proxies.Check(context);
        var e = _events.Create(context, visit, served, endpoint, duration);
        if (_options.TagActivities)
            RequestTags.Add(context, e);
        if (e.KeyKind == KeyKind.Daily && !_warnedPlain && _identifier.LacksHttps(context, visit))
        {
            _warnedPlain = true;
            Log.CookieNeedsHttps(_logger);
        }

        if (!e.AuthSession.IsNone && !e.User.IsNone)
            _signIns.Note(e.User, e.AuthSession, e.Time);
        var made = MadeOf(visit);
        if (_admission.Refuses(e, made) is { } refused)
        {
            _counters.Drop(refused);
            foreach (var recorded in visit.TakeRecorded() ?? [])
            {
                _counters.Custom.Drop(refused);
                _admission.NoteRefused(EventFactory.Custom(e, recorded));
            }

            return;
        }

        e = Complete(_admission.WithLost(e, made), e.KeyKind == KeyKind.Cookie && e.Is(EventFlags.FirstContact));
        if (EventQueue.Size(e) > EventFactory.MaxBytes)
            Drop(e, DropReason.TooLarge);
        else if (!_queue.TryAdd(e))
            Drop(e, DropReason.QueueFull);
        Journeys.Note(e);
        if (visit.TakeRecorded() is not { } all)
            return;
        foreach (var recorded in all)
            if (Refuses(EventFactory.Custom(e, recorded)) is { } full)
                _counters.Custom.Drop(full);
    }

    private static int MadeOf(Visit visit) => (visit.Identity as BrowserCookie)?.Made ?? 0;

    private RequestEvent Complete(in RequestEvent e, bool isNewKey) =>
        _gaps.Any && _gaps.Take(e.Key, isNewKey) ? e with { Flags = e.Flags | EventFlags.Gap } : e;

    // Its session then says that something is missing.
    private DropReason? Refuses(in RequestEvent custom)
    {
        Journeys.Note(custom);
        if (_queue.TryAdd(custom))
            return null;
        _gaps.Add(custom.Key);
        return DropReason.QueueFull;
    }

    private void Drop(in RequestEvent e, DropReason reason)
    {
        _counters.Drop(reason);
        _gaps.Add(e.Key);
    }

    private bool SendsCookie(HttpContext context, Visit visit) => _exclusions.Of(context, visit, visit.MeantEndpoint() is { } endpoint ? _endpoints.Of(endpoint) : null, isOk: true) is null;

    private void NoteForms(HttpContext context, Visit visit, ComponentForms forms)
    {
        if (!SeesForms && !_warnedForms && context.Response.StatusCode == StatusCodes.Status200OK)
        {
            _warnedForms = true;
            Log.FormsUnseen(_logger);
        }

        if (!EnhancedNavigation.LeadsOn(context.Response.Headers))
            visit.Try(forms, static (visit, forms) => visit.NoteForms(forms));
    }

    // An answer without a body starts after the application is done with it. Its visitor is recorded by what the answer will carry: the cookie, or the key of the day.
    private void SettleCookie(HttpContext context, Visit visit)
    {
        if (context.Response.HasStarted || visit.Exception is not null || context.RequestAborted.IsCancellationRequested)
            visit.WithoutCookie();
        else
            visit.WriteCookie(context.Features[typeof(IHttpResponseBodyFeature)]);
    }
}
