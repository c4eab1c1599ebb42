using ServerSessions.Model;

namespace ServerSessions.Benchmarks.Rolling;

/// <summary>
/// Visitors who walk through a shop at the same time, one step after the other each, a few seconds apart: pages, a search, a form that
/// fails once in a while, a login for some. The same in every run but for its beginning.
/// </summary>
internal sealed class WalkMix(int sessions, int steps, DateTimeOffset now, bool isPersonal = false)
{
    private const int SecondsApart = 12;
    private const int Together = 500;

    private static readonly string[] Steps =
    [
        "GET /", "GET /products", "GET /products/{id}", "GET /search", "GET /cart", "POST /cart/items", "GET /checkout/address",
        "POST /checkout/address", "GET /checkout/payment", "POST /checkout/payment", "GET /orders/{id}", "GET /account",
    ];

    private readonly Random _random = new(20261122);
    private readonly ulong[] _agents = [0x51, 0x52, 0x53, 0x54, 0x55, 0x56];

    public IEnumerable<RequestEvent[]> Batches(int size) => Events().Chunk(size);

    // Groups of visitors come one after the other, as in a partition that is read while they walk.
    private IEnumerable<RequestEvent> Events()
    {
        var start = now.ToMicroseconds() - (steps * SecondsApart * 1_000_000L);
        for (var first = 0; first < sessions; first += Together)
        {
            var count = Math.Min(Together, sessions - first);
            var visitors = Enumerable.Range(first, count).Select(_ => new Pseudonym((ulong)_random.NextInt64(), (ulong)_random.NextInt64())).ToArray();
            for (var step = 0; step < steps; step++)
                for (var i = 0; i < count; i++)
                    yield return Event(visitors[i], (ulong)(first + i), start + (step * SecondsApart * 1_000_000L) + (i * 1_000));
        }
    }

    private RequestEvent Event(Pseudonym visitor, ulong number, long time)
    {
        var step = Steps[_random.Next(Steps.Length)];
        var verb = step.StartsWith("POST", StringComparison.Ordinal) ? HttpVerb.Post : HttpVerb.Get;
        var outcome = _random.Next(50) == 0 ? Outcome.Invalid : Outcome.Ok;
        return new RequestEvent
        {
            Key = visitor,
            KeyKind = KeyKind.Cookie,
            Time = time,
            Duration = _random.Next(300, 60_000),
            Step = step,
            Verb = verb,
            Status = outcome == Outcome.Ok ? 200 : 422,
            Outcome = outcome,
            Flags = EventFlags.Navigation | EventFlags.SameOrigin | (verb == HttpVerb.Get ? EventFlags.Page : 0) | (isPersonal ? EventFlags.Personal : 0),
            User = isPersonal ? new Pseudonym(9, number + 1) : default,
            Network = 1 + (number / 40),
            Agent = _agents[number % (ulong)_agents.Length],
            Client = "Chrome 142, Windows, desktop",
            Parameters = _random.Next(2) == 0 ? (ulong)_random.NextInt64() : 0,
            Detail = outcome == Outcome.Ok ? null : new EventDetail { Fields = ["Address.Street"] },
        };
    }
}
