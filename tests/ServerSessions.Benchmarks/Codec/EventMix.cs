using ServerSessions.Model;

namespace ServerSessions.Benchmarks.Codec;

/// <summary>
/// Batches as a shop's partition sees them: 50 events of 20 visitors within 10 ms, 12 routes that are not equally liked, 8 user agents,
/// a fifth of the visitors signed in, bound ids on half of the requests; of a hundred events about three are redirects, three were
/// not found (trace id, hash of the path), one failed validation (field names), one is a login and two come from another site.
/// The same in every run.
/// </summary>
internal sealed class EventMix
{
    public const int EventsPerBatch = 50;
    private const int VisitorsPerBatch = 20;
    private const long Start = 1_795_000_000_000_000;

    private static readonly string[] Steps =
    [
        "GET /", "GET /products", "GET /products/{id}", "GET /search", "GET /cart", "POST /cart/items", "GET /checkout/address",
        "POST /checkout/address", "GET /checkout/payment", "POST /checkout/payment", "GET /orders/{id}", "GET /account",
    ];

    private static readonly string[] Clients =
    [
        "Chrome 142, Windows, desktop", "Chrome 142, Android, mobile", "Safari 26, iOS, mobile", "Safari 26, macOS, desktop",
        "Firefox 145, Windows, desktop", "Edge 142, Windows, desktop", "Samsung Internet 28, Android, mobile", "Firefox 145, Linux, desktop",
    ];

    private static readonly string[] Fields = ["Address.Street", "Address.PostalCode"];

    private readonly Random _random = new(20261122);
    private readonly ulong[] _agents;

    public EventMix()
    {
        _agents = [.. Clients.Select(_ => Hash())];
    }

    public RequestEvent[][] Batches(int count) => [.. Enumerable.Range(0, count).Select(_ => Batch())];

    private RequestEvent[] Batch()
    {
        var visitors = Enumerable.Range(0, VisitorsPerBatch).Select(_ => Visitor()).ToArray();
        var events = new RequestEvent[EventsPerBatch];
        for (var i = 0; i < events.Length; i++)
            events[i] = Event(visitors[_random.Next(visitors.Length)], Start + (i * 10_000L / EventsPerBatch));
        return events;
    }

    private RequestEvent Visitor()
    {
        var client = _random.Next(Clients.Length);
        var signedIn = _random.Next(5) == 0;
        return new RequestEvent
        {
            Key = Id(),
            KeyKind = KeyKind.Cookie,
            Time = 0,
            Step = "",
            Network = Hash(),
            Agent = _agents[client],
            Client = Clients[client],
            User = signedIn ? Id() : default,
            AuthSession = signedIn ? Id() : default,
        };
    }

    private RequestEvent Event(RequestEvent visitor, long time)
    {
        // The square makes the first routes the liked ones.
        var step = Steps[(int)(Steps.Length * Math.Pow(_random.NextDouble(), 2))];
        var verb = step.StartsWith("POST", StringComparison.Ordinal) ? HttpVerb.Post : HttpVerb.Get;
        var e = visitor with
        {
            Time = time,
            Duration = _random.Next(300, 60_000),
            Step = step,
            Verb = verb,
            Status = 200,
            Flags = EventFlags.Navigation | EventFlags.SameOrigin | (verb == HttpVerb.Get ? EventFlags.Page : 0),
            Parameters = _random.Next(2) == 0 ? Hash() : 0,
        };
        return _random.Next(100) switch
        {
            < 3 => e with { Status = 302, Outcome = Outcome.Redirected },
            < 6 => e with
            {
                Step = "GET (unmatched)",
                Verb = HttpVerb.Get,
                Status = 404,
                Outcome = Outcome.Missing,
                Flags = e.Flags | EventFlags.Unmatched,
                Path = Hash(),
                Detail = new EventDetail { Trace = Id().ToString() },
            },
            6 => e with { Status = 422, Outcome = Outcome.Invalid, Detail = new EventDetail { Fields = Fields, Trace = Id().ToString() } },
            7 => e with
            {
                Step = "POST /login",
                Verb = HttpVerb.Post,
                Status = 302,
                Outcome = Outcome.Redirected,
                Flags = e.Flags | EventFlags.LoginEndpoint,
                Detail = new EventDetail { Login = LoginOutcome.Succeeded, Account = Id() },
            },
            < 10 => e with { Flags = e.Flags & ~EventFlags.SameOrigin, Detail = new EventDetail { Referrer = "https://search.example" } },
            _ => e,
        };
    }

    private ulong Hash() => (ulong)_random.NextInt64();

    private Pseudonym Id() => new(Hash(), Hash());
}
