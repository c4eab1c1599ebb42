using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Headers;
using ServerSessions.Capture.Identity;
using ServerSessions.Capture.Labels;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Requests;

namespace ServerSessions.Capture;

/// <summary>Makes the event of a finished request.</summary>
internal sealed class EventFactory(
    IOptions<SessionTrackingOptions> options, Pseudonymizer pseudonyms, VisitorIdentifier identifier, UserAgents agents, DeclaredLogins logins, LoginFacts facts,
    CampaignReader campaigns, TimeProvider time, ILogger<EventFactory> logger)
{
    /// <summary>An event that takes more in the queue is dropped as too large.</summary>
    public const int MaxBytes = 8 * 1024;

    private const int MaxTypeLength = 256;

    private readonly int _idleMinutes = (int)Math.Min(options.Value.IdleTimeout.TotalMinutes, int.MaxValue);

    private readonly LoginJudge _logins = new(logins, facts, logger);
    private readonly OwnHosts _own = new(options.Value.OwnHosts);
    private readonly MachineProofs? _proofs = MachineProofs.Of(options.Value, time, logger);
    private readonly ServedOrigins _origins = new();
    private readonly TraitsReader _traits = new();
    private readonly bool _remembersPeople = options.Value.LiveJourney.RemembersPeople;
    private readonly ValueHasher _hasher = new(pseudonyms);
    private readonly string[] _unmatched = [.. Enum.GetValues<HttpVerb>().Select(v => $"{v.Name()} (unmatched)")];

    public RequestEvent Create(HttpContext context, Visit visit, in ServedAs served, EndpointInfo? endpoint, long duration)
    {
        var request = context.Request;
        var verb = HttpVerbs.Parse(request.Method);
        var agent = agents.Of(request.Headers.UserAgent);
        var (sameOrigin, foreign) = Referrers.Of(request.Headers, request.Host.Value, _own);
        // A path that a catch-all route does not find does not exist in the application; the same goes for a change of state where there are only pages.
        var isMissed = (endpoint is { IsCatchAll: true } && served.Status == StatusCodes.Status404NotFound) || (endpoint is { IsRejection: true } && !verb.IsSafe());
        var step = endpoint is null or { IsRejection: true } ? _unmatched[(int)verb] : StepOf(context, endpoint, verb, served, isMissed);
        var isUnknown = isMissed || endpoint is null or { IsFallback: true };
        var probe = isUnknown || (endpoint!.Flags & EventFlags.Trap) != 0 ? ProbeList.Find(visit.Path.Value) : null;
        Campaign? campaign = null;
        if (request.QueryString.Value is { Length: > 1 } query)
        {
            probe ??= HostileQueries.Find(query);
            campaign = campaigns.Read(query, visit.Time);
        }

        var login = _logins.Judge(context, visit, endpoint, step, served.Status);
        // After the login is judged: it may have found the account that this browser is now known to.
        var identity = visit.Identity;
        var principal = SessionTracker.Principal(context);
        var (network, place) = pseudonyms.Network(context.Connection.RemoteIpAddress, request.Headers);
        var cookie = identity as BrowserCookie;
        var knownDevice = cookie?.Knows(visit.AccountName) == true;
        var user = visit.UserAs(principal);
        var flags = RequestFlags.Of(context, verb, agent, sameOrigin, foreign is not null, _own, _origins, endpoint);

        return new RequestEvent
        {
            Key = identity.Key,
            KeyKind = identity.Kind,
            Time = visit.Time,
            Duration = duration,
            Step = step,
            Verb = verb,
            Status = served.Status,
            Outcome = served.Outcome,
            Flags = flags
                | (endpoint?.Flags ?? EventFlags.Unmatched)
                | (isMissed ? EventFlags.Unmatched : 0)
                | (sameOrigin ? EventFlags.SameOrigin : 0)
                | (visit.SignedIn ? EventFlags.SignedIn : 0)
                | (SignsOut(visit, endpoint, served) ? EventFlags.SignedOut : 0)
                | (visit.KeepsId ? EventFlags.IdKept : 0)
                | (visit.PasswordChanged ? EventFlags.PasswordChanged : 0)
                | (visit.DeviceProofRefused ? EventFlags.DeviceProofRefused : 0)
                | Contact(identity, visit.Time)
                | (_remembersPeople && visit.Purposes.HasFlag(TrackingPurposes.Personalization) ? EventFlags.Personal : 0)
                | Analytics(visit, user)
                | (visit.HasForgedCookie ? EventFlags.ForgedCookie : 0)
                | (knownDevice ? EventFlags.KnownDevice : 0)
                | Extra(context, visit, endpoint, served, verb)
                | (_logins.IsLogin(context, visit, endpoint) ? EventFlags.LoginEndpoint : 0)
                | visit.Token
                | (visit.Browser is null ? EventFlags.None : EventFlags.Beacon)
                | (_proofs?.Of(context, agent) ?? EventFlags.None)
                | (endpoint?.TrapField is { } trap && IsFilled(context, trap) ? EventFlags.TrapField : 0),
            User = user,
            // A request that signs a user in may still carry the ticket of the session before.
            AuthSession = visit.SignedIn ? visit.SignedInSession : identifier.AuthSession(context, principal),
            Network = network,
            Place = place,
            Agent = agent.Hash,
            Client = agent.Words.Length == 0 ? null : agent.Words,
            Traits = _traits.Of(request.Headers, flags, ConnectionFacts.Of(context), context.Connection.RemoteIpAddress, pseudonyms.Identity),
            Parameters = _hasher.Parameters(context, endpoint?.HasParameters == true),
            Path = isUnknown || probe is not null ? _hasher.Path(visit.Path.Value) : 0,
            Detail = Detail(visit, served, endpoint, login, probe, foreign, Object(context, served, endpoint, user.IsNone ? identity.Key : user), identifier.Before(context, visit, identity, sameOrigin), campaign),
        };
    }

    // A key that any client could have written is no sign of an earlier request.
    private EventFlags Contact(VisitIdentity identity, long time) =>
        identity.Kind is KeyKind.CrossSite or KeyKind.Propagated || identity is BrowserCookie { IsNew: true } ? EventFlags.FirstContact
        : identity is BrowserCookie { Made: var made } && CookieMinute.Of(time) - made < _idleMinutes ? EventFlags.YoungCookie
        : EventFlags.None;

    private static EventFlags Analytics(Visit visit, Pseudonym user) =>
        user.IsNone || visit.Purposes.HasFlag(TrackingPurposes.Analytics) ? EventFlags.None : EventFlags.LacksAnalytics;

    // Error pages run with route values of their own.
    private string StepOf(HttpContext context, EndpointInfo endpoint, HttpVerb verb, in ServedAs served, bool isMissed) =>
        (endpoint.Names is { } names && ReferenceEquals(Visit.Chosen(context), served.Endpoint)
            ? names.Of(verb, context.Request.RouteValues, served.Outcome is Outcome.Ok or Outcome.Redirected && ProbeList.Find(context.Request.Path.Value) is null)
            : null)
        // The pages that such a route shows under its own name are not left for the ones that it does not have.
        ?? (isMissed && endpoint.Names is not null ? _unmatched[(int)verb] : endpoint.Step(verb));

    // The owner of an object is looked up for refusals only.
    private (ulong Value, bool IsOrdinal) Object(HttpContext context, in ServedAs served, EndpointInfo? endpoint, Pseudonym owner) =>
        endpoint is not null && served.Outcome is Outcome.Denied or Outcome.Missing
            ? _hasher.Object(context, endpoint, owner)
            : default;

    // Also where it is there: an icon that an endpoint makes is no act either, unless a browser was navigated to it.
    private static EventFlags Extra(HttpContext context, Visit visit, EndpointInfo? endpoint, in ServedAs served, HttpVerb verb)
    {
        if (!verb.IsSafe() && served.Outcome != Outcome.Missing || !StaticPaths.IsBrowserExtra(visit.Path.Value))
            return EventFlags.None;
        return served.Outcome == Outcome.Missing ? EventFlags.BrowserExtra | EventFlags.Part
            : endpoint is { HasParameters: false } && context.Request.Headers["Sec-Fetch-Mode"] != "navigate" ? EventFlags.Part
            : EventFlags.None;
    }

    // Only a form that the application has read: reading it here could take the body away from the application.
    private static bool IsFilled(HttpContext context, string field) =>
        context.Features.Get<IFormFeature>()?.Form is { } form && form.TryGetValue(field, out var value) && !string.IsNullOrWhiteSpace(value.ToString());

    public string? LoginField(HttpContext context, Visit visit, EndpointInfo? endpoint) => _logins.FieldOf(context, visit, endpoint);

    /// <summary>Finds the attempted account while the form is still available.</summary>
    public void NoteAccount(HttpContext context, Visit visit, EndpointInfo? endpoint) => _logins.NoteAccount(context, visit, endpoint);

    /// <summary>The facts of the visitor of a connection while its request is open.</summary>
    public RequestEvent Connection(HttpContext context, Visit visit)
    {
        var request = context.Request;
        var agent = agents.Of(request.Headers.UserAgent);
        var identity = visit.Identity;
        var principal = SessionTracker.Principal(context);
        var (network, place) = pseudonyms.Network(context.Connection.RemoteIpAddress, request.Headers);
        var (sameOrigin, foreign) = Referrers.Of(request.Headers, request.Host.Value, _own);
        var user = visit.UserAs(principal);
        return new RequestEvent
        {
            Key = identity.Key,
            KeyKind = identity.Kind,
            Time = visit.Time,
            Step = "",
            Flags = RequestFlags.Of(context, HttpVerbs.Parse(request.Method), agent, sameOrigin, foreign is not null, _own, _origins) | EventFlags.Connection
                | Contact(identity, visit.Time) | Analytics(visit, user),
            User = user,
            AuthSession = identifier.AuthSession(context, principal),
            Network = network,
            Place = place,
            Agent = agent.Hash,
            Client = agent.Words.Length == 0 ? null : agent.Words,
        };
    }

    /// <summary>An event that the application recorded inside the request.</summary>
    public static RequestEvent Custom(in RequestEvent request, in Recorded recorded) => request with
    {
        Time = recorded.Time,
        Duration = 0,
        Step = recorded.Name,
        Verb = HttpVerb.Other,
        Status = 0,
        Outcome = Outcome.Ok,
        // A connection is no act; what happens in it is.
        Flags = (request.Flags & ((request.Is(EventFlags.Connection) && !request.Is(EventFlags.Prefetch) ? 0 : EventFlags.Passive) | EventFlags.Bot | EventFlags.VerifiedRange | EventFlags.VerifiedSignature | EventFlags.FirstContact | EventFlags.Induced | EventFlags.LacksAnalytics)) | EventFlags.Custom,
        Parameters = 0,
        Path = 0,
        Detail = recorded.Properties.Length == 0 ? null : new EventDetail { Properties = recorded.Properties },
    };

    // "Conflict" for Conflict<string>: the type of its value is no cause.
    private static string ResultName(Type result) => result.Name.AsSpan(0, result.Name.IndexOf('`') is > 0 and var generic ? generic : result.Name.Length).ToString();

    private static bool SignsOut(Visit visit, EndpointInfo? endpoint, in ServedAs served) =>
        visit is { SignedOut: true, SignedIn: false }
        || (endpoint is { SignsOut: true } && served.Outcome is Outcome.Ok or Outcome.Redirected);

    private static EventDetail? Detail(
        Visit visit, in ServedAs served, EndpointInfo? endpoint, LoginOutcome login, string? probe, string? referrer,
        (ulong Value, bool IsOrdinal) named, (Pseudonym Key, bool IsPastUnseen) before, Campaign? campaign)
    {
        var isPlain = served.Outcome is Outcome.Ok or Outcome.Redirected;
        var revoked = visit.Revoked;
        if (isPlain && login == LoginOutcome.None && probe is null && referrer is null && visit.Evaluated is null && visit.RefusedFeatures is null && campaign is null && visit.Traits is null && revoked.Session.IsNone
            && !visit.IsRemoteSignIn && before == default && visit.Browser is null)
            return null;
        return new EventDetail
        {
            Fields = served.Outcome == Outcome.Invalid && visit.Fields is { Length: > 0 } fields ? fields : null,
            // Refused without a policy is a wrong password, or the application's own decision: no policy is the cause of that.
            Policy = served.Outcome != Outcome.Denied ? null : endpoint?.Policy is "" ? "(default policy)" : endpoint?.Policy,
            ErrorType = served.Exception is { } exception ? Texts.Cut(exception.GetType().FullName ?? exception.GetType().Name, MaxTypeLength)
                : isPlain || visit.Result is null ? null
                : Texts.Cut(ResultName(visit.Result), MaxTypeLength),
            Login = login,
            Account = login == LoginOutcome.None ? default : visit.Account,
            Probe = probe,
            Referrer = referrer,
            Object = named.Value,
            IsOrdinal = named.IsOrdinal,
            Before = before.Key,
            IsPastUnseen = before.IsPastUnseen,
            IsRemoteSignIn = visit.IsRemoteSignIn,
            RevokedUser = revoked.User,
            RevokedSession = revoked.Session,
            Browser = visit.Browser,
            Trace = isPlain ? null : Activity.Current?.TraceId.ToString(),
            Properties = visit.Evaluated is null && visit.RefusedFeatures is null && campaign is null && visit.Traits is null ? null
                : [.. FeatureFlags.Write(visit.Evaluated ?? []), .. RefusedFeatures.Write(visit.RefusedFeatures ?? []), .. CampaignFacts.Write(campaign), .. TraitFacts.Write(visit.Traits?.AsEnumerable() ?? [])],
        };
    }
}
