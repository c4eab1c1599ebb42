using ServerSessions.Benchmarks.Running;
using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>
/// Closed journeys of ten steps, evenly over the last days: committed and packed as by a worker, with rollups, by visitors of whom one in ten is signed in. Keys,
/// users and networks are hashes, as in production, and steps that fail have a trace. The same in every run except for its beginning.
/// </summary>
/// <param name="storage">Where to.</param>
/// <param name="settings">What is rolled up.</param>
/// <param name="end">End of the last day.</param>
/// <param name="days">How many.</param>
/// <param name="routes">0: the twelve steps of a shop; else the number of pages, each with links to eight others.</param>
/// <param name="labelled">One journey in twelve is a crawler's; the others have campaigns, traits, and orders with a value.</param>
internal sealed class StoredHistory(ISessionStorage storage, JourneySettings settings, DateTimeOffset end, int days, int routes = 0, bool labelled = false)
{
    public const string Owner = "history";

    /// <summary>Name of the event that has a value.</summary>
    public const string Order = "order";

    private const int Links = 8;

    private const int Steps = 10;
    private const int Users = 5_000;
    private const int Networks = 20_000;
    private const int JourneysPerCommit = 400;

    private static readonly string[] Names =
    [
        "GET /", "GET /products", "GET /products/{id}", "GET /search", "GET /cart", "POST /cart/items", "GET /checkout/address",
        "POST /checkout/address", "GET /checkout/payment", "POST /checkout/payment", "GET /orders/{id}", "GET /account",
    ];

    private static readonly string[] Clients =
    [
        "Chrome 142, Windows, desktop", "Chrome 142, Android, mobile", "Safari 19, iOS, mobile", "Firefox 145, Linux, desktop", "Edge 142, Windows, desktop", "Safari 19, macOS, desktop",
    ];

    /// <summary>Users whose sessions are among the journeys.</summary>
    public IReadOnlyList<KnownUser> Known { get; init; } = [];

    public async Task<(Pseudonym User, SessionId Session)> WriteAsync(int journeys, CancellationToken cancellationToken)
    {
        var written = await Task.WhenAll(Enumerable.Range(0, storage.Partitions).Select(p => Task.Run(() => WriteAsync(p, journeys / storage.Partitions, cancellationToken), cancellationToken)));
        return written[^1];
    }

    private async Task<(Pseudonym User, SessionId Session)> WriteAsync(int partition, int journeys, CancellationToken cancellationToken)
    {
        var random = new Random(partition);
        var detection = new DetectionOptions();
        var fold = new PartitionFold(partition, settings, new DetectionEngine([], detection));
        var commits = new CommitBuilder(storage.Partitions, _ => 1);
        var lease = await storage.AcquireAsync(partition, Owner, TimeSpan.FromHours(1), cancellationToken)
            ?? throw new BenchmarkException("The partition is taken, though nobody else is here.");
        var (user, session) = (Pseudonym.None, default(SessionId));
        var known = Known.SelectMany(k => k.PlacesIn(partition, journeys).Select(place => (place, k))).ToLookup(p => p.place, p => p.k);
        var revision = 0L;
        var packed = 0L;
        for (var written = 0; written < journeys;)
        {
            for (var i = 0; i < JourneysPerCommit && written < journeys; i++, written++)
            {
                var journey = Journey(random, partition, end.AddDays(-days).AddSeconds(days * 86_400d * written / journeys));
                if (known[written].FirstOrDefault() is { } one)
                    journey = journey with { User = one.User, Key = one.BrowserOf(partition), KeyKind = KeyKind.Cookie };
                fold.Changes.Add(journey, withRollups: true);
                (user, session) = (journey.User.IsNone ? user : journey.User, journey.Id);
            }

            var indexed = fold.Changes.Closed.Where(j => !j.User.IsNone).ToLookup(j => j.User, j => j.Id);
            var commit = commits.Build(fold, revision++, StreamPosition.Start, "", []) with { Outbox = [] };
            if (await storage.CommitAsync(lease, commit, cancellationToken) != CommitStatus.Committed)
                throw new BenchmarkException("A commit was not taken.");
            fold.Changes.Clear();
            foreach (var sessions in indexed)
                await storage.IndexAsync(sessions.Key, [.. sessions], cancellationToken);
            await PackAsync(lease, session.Start, cancellationToken);
            // A day alone as by a worker; of many days it would take most of the time.
            var piece = session.Start.ToUnixTimeSeconds() / (days == 1 ? 3_600 : 86_400);
            if (piece != packed)
                await storage.PackRollupsAsync(lease, CommitBuilder.Rollups(settings.Insights), (session.Start.ToUnixTimeSeconds() / 3_600) + 24, cancellationToken);
            packed = piece;
        }

        await PackAsync(lease, DateTimeOffset.UtcNow, cancellationToken);
        await storage.ReleaseAsync(lease, cancellationToken);
        return (user, session);
    }

    private async Task PackAsync(PartitionLease lease, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (await storage.PackJourneysAsync(lease, Over(now), cancellationToken) == PackStatus.More)
        {
        }
    }

    private long Over(DateTimeOffset now) => (now - settings.MaxOpenDuration).ToUnixTimeSeconds() / 3600;

    // A hash of it, which nothing makes shorter.
    private static ulong Hash(long number) => StableHash.Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private string Name(Random random, int step, ref int page)
    {
        if (routes == 0)
            return Names[(random.Next(3) == 0 ? random.Next(Names.Length) : step + random.Next(3)) % Names.Length];
        page = ((page * 7) + random.Next(Links) + 1) % routes;
        return $"GET /area{page % 10}/page{page}/{{id}}";
    }

    private static Journey Labelled(Random random, Journey journey) => random.Next(12) == 0
        ? journey with { Actor = SessionActor.Crawler, ActorReason = ActorReason.ClaimedName, Client = "Googlebot" }
        : journey with
        {
            Campaign = random.Next(3) > 0 ? null : new Campaign($"source{random.Next(20)}", "email", $"campaign{random.Next(40)}"),
            Traits = [KeyValuePair.Create("plan", random.Next(4) == 0 ? "pro" : "free")],
            Steps = random.Next(10) > 0 ? journey.Steps : [.. journey.Steps, journey.Steps[^1] with { Name = Order, Kind = StepKind.Custom, Outcome = Outcome.Ok, Properties = [.. EventValue.With(random.Next(5, 300), "EUR", [])] }],
        };

    private Journey Journey(Random random, int partition, DateTimeOffset start)
    {
        var key = new Pseudonym((ulong)random.NextInt64(), (ulong)random.NextInt64());
        var time = start.ToMicroseconds() + random.Next(1_000_000);
        var begin = time;
        var page = routes == 0 ? 0 : random.Next(routes);
        var steps = new List<ImportedStep>(Steps);
        for (var i = 0; i < Steps; i++)
        {
            var server = random.Next(300, 60_000);
            var failed = random.Next(50) == 0;
            steps.Add(new ImportedStep(
                time, Name(random, i, ref page), failed ? Outcome.Invalid : Outcome.Ok, 0, server, -1, false,
                failed ? new ImportedDetail(Field: "Address.Street") : null));
            time += server + random.Next(1_000_000, 40_000_000);
        }

        var user = random.Next(Users) + 1;
        var journey = ImportedJourney.Of(
            SessionId.Create(begin, partition, key), random.Next(10) == 0 ? new Pseudonym(Hash(user), Hash(-user)) : Pseudonym.None, steps,
            JourneySettings.Default) with
        {
            Key = key,
            Client = Clients[random.Next(Clients.Length)],
            Network = Hash(Users + random.Next(Networks)).ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (labelled)
            journey = Labelled(random, journey);
        return journey with { Steps = [.. journey.Steps.Select(s => s.Outcome == Outcome.Ok ? s with { Status = 200 } : s with { Status = 400, Trace = $"{random.NextInt64():x16}{random.NextInt64():x16}" })] };
    }
}
