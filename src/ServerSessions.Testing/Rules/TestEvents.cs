using System.Globalization;
using ServerSessions.Model;

namespace ServerSessions.Testing;

/// <summary>Makes the event of a request, as capture makes it in an application.</summary>
internal static class TestEvents
{
    public static RequestEvent Of(TestSession session, TestRequest request, DateTimeOffset time, TestEndpoint? endpoint, bool isFirst)
    {
        var verb = HttpVerbs.Parse(request.Method);
        var origin = session.Origin;
        return new RequestEvent
        {
            Key = session.Key,
            KeyKind = request.KeyKind,
            Time = time.ToMicroseconds(),
            Duration = request.Duration.ToMicroseconds(),
            Step = request.Step ?? endpoint?.Step ?? (request.IsUnmatched ? $"{verb.Name()} (unmatched)" : $"{verb.Name()} {request.Path}"),
            Verb = verb,
            Status = request.Status ?? StatusOf(request.Outcome),
            Outcome = request.Outcome,
            Flags = Flags(request, verb, isFirst) | Flags(endpoint),
            User = User(session.SignedIn),
            AuthSession = AuthSession(session.SignedIn),
            Network = origin.Network,
            Place = origin.Place,
            Agent = TestNames.Hash("client", origin.Client),
            Client = request.IsBot ? ClientKinds.BotWords("Testbot", ClientKinds.Crawler) : origin.Client,
            Traits = request.Source == RequestSource.Browser ? default : origin.Traits,
            Parameters = request.Item is { } item ? TestNames.Hash("item", item) : 0,
            Path = request.IsUnmatched || request.Probe is not null ? TestNames.Hash("path", request.Path) : 0,
            Detail = Detail(request),
        };
    }

    /// <summary>An event that the application records itself.</summary>
    public static RequestEvent Recorded(TestSession session, string name, DateTimeOffset time) => new()
    {
        Key = session.Key,
        Time = time.ToMicroseconds(),
        Step = name,
        Flags = EventFlags.Custom,
        User = User(session.SignedIn),
        AuthSession = AuthSession(session.SignedIn),
        Network = session.Origin.Network,
        Place = session.Origin.Place,
        Agent = TestNames.Hash("client", session.Origin.Client),
        Client = session.Origin.Client,
    };

    public static EventFlags Flags(TestEndpoint? endpoint) => endpoint is null ? EventFlags.None
        : If(endpoint.IsSensitive, EventFlags.Sensitive) | If(endpoint.IsTrap, EventFlags.Trap) | If(endpoint.IsLogin, EventFlags.LoginEndpoint);

    private static Pseudonym User(TestSignIn? signIn) => signIn is null ? default : TestNames.Pseudonym("user", signIn.User);

    private static Pseudonym AuthSession(TestSignIn? signIn) => signIn is null ? default : TestNames.Pseudonym("sign-in", signIn.Name);

    private static EventFlags Flags(TestRequest request, HttpVerb verb, bool isFirst) =>
        Sent(request, verb)
        | If(request.IsFirstContact ?? (isFirst && request.KeyKind == KeyKind.Cookie), EventFlags.FirstContact)
        | If(request.IsUnmatched, EventFlags.Unmatched)
        | If(request.IsSameOrigin, EventFlags.SameOrigin)
        | If(request.IsKnownDevice, EventFlags.KnownDevice)
        | If(request.IsInduced, EventFlags.Induced)
        | If(request.IsPassive || verb is HttpVerb.Head or HttpVerb.Options, EventFlags.Passive)
        | If(request.IsPrefetch, EventFlags.Prefetch | EventFlags.Passive)
        | If(request.IsBot, EventFlags.Bot)
        | If(request.IsBrowserExtra, EventFlags.BrowserExtra | EventFlags.Part)
        | If(request.IsLogin, EventFlags.LoginEndpoint)
        | If(request.IsSignIn, EventFlags.SignedIn)
        | If(request.IsSignOut, EventFlags.SignedOut)
        | If(request.IsPasswordChange, EventFlags.PasswordChanged)
        | If(request.IsDeviceProofRefused, EventFlags.DeviceProofRefused)
        | If(request.KeepsId, EventFlags.IdKept)
        | If(request.IsSensitive, EventFlags.Sensitive)
        | If(request.IsTrap, EventFlags.Trap)
        | If(request.IsTrapFieldFilled, EventFlags.TrapField)
        | If(request.IsTokenIssued, EventFlags.TokenIssued)
        | If(request.IsTokenAccepted, EventFlags.TokenAccepted)
        | If(request.IsTokenRefused, EventFlags.TokenRefused);

    private static EventFlags Sent(TestRequest request, HttpVerb verb) => request.Source switch
    {
        RequestSource.Script => EventFlags.ScriptFetch,
        RequestSource.Browser => EventFlags.Part,
        _ => EventFlags.Navigation | If(verb == HttpVerb.Get && request.Outcome == Outcome.Ok && !request.IsUnmatched, EventFlags.Page),
    };

    private static EventFlags If(bool condition, EventFlags flags) => condition ? flags : EventFlags.None;

    private static EventDetail? Detail(TestRequest request)
    {
        if (request is { Policy: null, Login: LoginOutcome.None, Account: null, Probe: null, ForeignReferrer: null, Object: null, Revoked: null })
            return null;
        var isNumber = long.TryParse(request.Object, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return new EventDetail
        {
            Policy = request.Policy,
            Login = request.Login,
            Account = request.Account is { } account ? TestNames.Pseudonym("account", account) : default,
            Probe = request.Probe,
            Referrer = request.ForeignReferrer,
            // Moved, as capture moves it, so that the number 0 is not taken for none.
            Object = request.Object is null ? 0 : isNumber ? (1UL << 62) + (ulong)number : TestNames.Hash("object", request.Object),
            IsOrdinal = isNumber,
            RevokedUser = User(request.Revoked),
            RevokedSession = AuthSession(request.Revoked),
        };
    }

    private static int StatusOf(Outcome outcome) => outcome switch
    {
        Outcome.Ok or Outcome.Aborted => 200,
        Outcome.Redirected => 302,
        Outcome.Invalid => 400,
        Outcome.Denied => 403,
        Outcome.Missing => 404,
        Outcome.Conflict => 409,
        Outcome.Throttled => 429,
        Outcome.Failed => 500,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "The outcome is none of the known ones."),
    };
}
