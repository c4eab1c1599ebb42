using ServerSessions.Model;

namespace ServerSessions.Tests.Support;

/// <summary>Events as an ordinary application gives them, always the same for the same number.</summary>
internal static class EventSamples
{
    private static readonly string[] Steps =
        [.. Enumerable.Range(0, 20).Select(i => i % 4 == 0 ? $"POST /shop/area{i}/save" : $"GET /shop/area{i}/{{id}}")];

    private static readonly string[] Clients =
        [.. Enumerable.Range(0, 10).Select(i => $"Chrome {120 + i}, {(i % 3 == 0 ? "Android, phone" : "Windows, desktop")}")];

    /// <summary>20 routes, 10 clients; of the sessions two fifths are signed in, and one event in 25 has a detail.</summary>
    public static RequestEvent[] Mixed(int count, int sessions, int seed = 1)
    {
        var random = new Random(seed);
        var visitors = Enumerable.Range(0, sessions).Select(i => (
            Key: Draw(random), Network: (ulong)random.NextInt64(long.MaxValue), Client: i % Clients.Length,
            User: i % 5 < 2 ? Draw(random) : default, Auth: i % 5 < 2 ? Draw(random) : default)).ToArray();
        var time = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        var events = new RequestEvent[count];
        for (var i = 0; i < count; i++)
        {
            var visitor = visitors[random.Next(sessions)];
            var step = random.Next(Steps.Length);
            var failed = i % 25 == 24;
            events[i] = new RequestEvent
            {
                Key = visitor.Key,
                Time = time += random.Next(20, 400),
                Duration = random.Next(300, 45_000),
                Step = Steps[step],
                Verb = step % 4 == 0 ? HttpVerb.Post : HttpVerb.Get,
                Status = failed ? 400 : step % 4 == 0 ? 302 : 200,
                Outcome = failed ? Outcome.Invalid : step % 4 == 0 ? Outcome.Redirected : Outcome.Ok,
                Flags = EventFlags.Navigation | EventFlags.SameOrigin | (step % 4 == 0 ? EventFlags.RedirectsAfterChange : EventFlags.Page)
                    | (visitor.User.IsNone ? 0 : EventFlags.SignedIn),
                User = visitor.User,
                AuthSession = visitor.Auth,
                Network = visitor.Network,
                Agent = 0x9E37_79B9_7F4A_7C15UL * (ulong)(visitor.Client + 1),
                Client = Clients[visitor.Client],
                Parameters = step % 4 == 0 ? 0 : (ulong)random.NextInt64(long.MaxValue),
                Detail = failed ? new EventDetail { Fields = ["email", "name"], Trace = $"{i:x32}" } : null,
            };
        }
        return events;
    }

    private static Pseudonym Draw(Random random) => new((ulong)random.NextInt64(), (ulong)random.NextInt64());
}
