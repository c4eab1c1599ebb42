using ServerSessions.Model;

namespace ServerSessions.Tests.Support;

/// <summary>Events as capture makes them; times are seconds after <see cref="Zero"/>.</summary>
internal static class SampleRequests
{
    /// <summary>09:00 UTC of 5 January 2026, in Unix microseconds.</summary>
    public const long Zero = 1_767_603_600_000_000;

    public static long At(double seconds) => Zero + (long)Math.Round(seconds * 1_000_000);

    public static Pseudonym Visitor(int number) => new(0x9E37_79B9_7F4A_7C15 * (ulong)(number + 1), 0xD6E8_FEB8_6659_FD93 * (ulong)(number + 7));

    public static RequestEvent Page(double at, string path, int visitor = 1, double lasts = 0.01, Outcome outcome = Outcome.Ok) =>
        Of(at, HttpVerb.Get, path, visitor, lasts, outcome) with { Flags = EventFlags.Page | EventFlags.Navigation };

    public static RequestEvent Post(double at, string path, int visitor = 1, double lasts = 0.01, Outcome outcome = Outcome.Redirected) =>
        Of(at, HttpVerb.Post, path, visitor, lasts, outcome) with { Flags = EventFlags.Navigation };

    /// <summary>A call of a script.</summary>
    public static RequestEvent Api(double at, string path, int visitor = 1, double lasts = 0.01, Outcome outcome = Outcome.Ok) =>
        Of(at, HttpVerb.Get, path, visitor, lasts, outcome) with { Flags = EventFlags.ScriptFetch };

    public static RequestEvent Passive(double at, string path = "/poll", int visitor = 1) =>
        Of(at, HttpVerb.Get, path, visitor, 0.01, Outcome.Ok) with { Flags = EventFlags.Passive | EventFlags.ScriptFetch };

    public static RequestEvent Custom(double at, string name, int visitor = 1) =>
        Of(at, HttpVerb.Other, "", visitor, 0, Outcome.Ok) with { Step = name, Flags = EventFlags.Custom };

    /// <summary>A try to sign in from a browser that the account does not know.</summary>
    public static RequestEvent Login(double at, int account, bool succeeds = false, ulong network = 77, ulong agent = 5, int visitor = 1) =>
        Post(at, "/login", visitor, outcome: succeeds ? Outcome.Redirected : Outcome.Denied) with
        {
            Network = network,
            Agent = agent,
            Detail = new EventDetail
            {
                Login = succeeds ? LoginOutcome.Succeeded : LoginOutcome.Failed,
                Account = new Pseudonym(0xACC0, (ulong)account + 1),
            },
        };

    /// <summary>A request for a path that the application does not have.</summary>
    public static RequestEvent Unknown(double at, int path, string? probe = null, ulong network = 77, ulong agent = 5, int visitor = 1) =>
        Of(at, HttpVerb.Get, "", visitor, 0.001, Outcome.Missing) with
        {
            Step = "GET (unmatched)",
            Flags = EventFlags.Unmatched | EventFlags.Navigation,
            Path = (ulong)path + 1,
            Network = network,
            Agent = agent,
            Detail = probe is null ? null : new EventDetail { Probe = probe },
        };

    public static RequestEvent From(this RequestEvent e, int user) => e with { User = new Pseudonym(0x05E4, (ulong)user + 1), Flags = e.Flags | EventFlags.SignedIn };

    public static RequestEvent With(this RequestEvent e, EventFlags flags) => e with { Flags = e.Flags | flags };

    private static RequestEvent Of(double at, HttpVerb verb, string path, int visitor, double lasts, Outcome outcome) => new()
    {
        Key = Visitor(visitor),
        Time = At(at),
        Duration = (long)Math.Round(lasts * 1_000_000),
        Step = $"{verb.Name()} {path}",
        Verb = verb,
        Outcome = outcome,
        Status = outcome switch
        {
            Outcome.Redirected => 302,
            Outcome.Invalid => 400,
            Outcome.Denied => 403,
            Outcome.Missing => 404,
            Outcome.Conflict => 409,
            Outcome.Throttled => 429,
            Outcome.Failed => 500,
            _ => 200,
        },
        Network = 77,
        Agent = 5,
        Client = "Chrome 126, Windows, desktop",
    };
}
