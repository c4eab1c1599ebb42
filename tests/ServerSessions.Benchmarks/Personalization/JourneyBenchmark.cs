using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Benchmarks.Codec;
using ServerSessions.Benchmarks.Rolling;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.People;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Personalization;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Storage.Redis;
using ServerSessions.TestServers;
using StackExchange.Redis;

namespace ServerSessions.Benchmarks.Personalization;

/// <summary>
/// One live journey read inside a request against one bare HGET of as many bytes, one after the other on the same connection to Redis: of an anonymous session, and
/// of a signed-in user whose memory is read with it.
/// </summary>
internal sealed class JourneyBenchmark : IBenchmark
{
    private const int Sessions = 500;
    private const int Steps = 10;
    private const int Partitions = 16;
    private const string Bare = "bare";

    public string Name => "journey";

    public string Purpose => $"one live journey of {Steps} steps, read inside a request, against one bare HGET on the same connection";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var rounds = options.IsQuick ? 5 : 15;
        await using var server = await RedisServer.StartAsync();
        await using var connection = new RedisConnection(new OwnRedis(ConfigurationOptions.Parse(server.Endpoint)), TimeProvider.System, NullLogger<RedisConnection>.Instance);
        using var storage = new RedisStorage(new RedisStorageOptions(), Partitions, connection, TimeProvider.System, NullLogger<RedisStorage>.Instance);
        await storage.StartAsync(cancellationToken);
        var live = new LiveJourneyOptions { RemembersPeople = true, ReadTimeout = TimeSpan.FromSeconds(5) };
        var people = new PersonStore(storage, live, TimeProvider.System);
        var settings = new JourneySettings(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [new Flow("all", ["GET /a", "POST /b"])], []) { Insights = new InsightSettings { Flows = [new Flow("all", ["GET /a", "POST /b"])] } };
        var engine = new DetectionEngine([], new DetectionOptions());
        using var transitions = new TransitionService(storage, new CatalogStore(storage, NullLogger<CatalogStore>.Instance), live, TimeProvider.System, NullLogger<TransitionService>.Instance);
        using var journeys = new LiveJourneys(storage, people, new SeenRequests(), transitions, settings, engine, live, TimeProvider.System, NullLogger<LiveJourneys>.Instance);
        var database = await connection.DatabaseAsync(cancellationToken);
        var subjects = await WriteAsync(storage, people, engine, settings, database, cancellationToken);
        var bytes = (await storage.GetAsync(PartitionMap.Of(subjects[0].User, Partitions), PersonStore.Table, subjects[0].User.ToString(), cancellationToken))!.Value.Data.Length;

        var (anonymous, known) = (new List<double>(), new List<double>());
        var bareMicros = 0d;
        for (var round = -2; round < rounds; round++)
        {
            var micros = await MicrosAsync(
                subjects,
                async s => (await database.HashGetAsync(Bare, s.Key.ToString())).IsNull,
                async s => (await journeys.FindAsync(s with { MayPersonalize = false }, EndpointCatalog.Empty, cancellationToken)).StepCount == 0,
                async s => (await journeys.FindAsync(s, EndpointCatalog.Empty, cancellationToken)).StepCount == 0);
            if (round < 0)
                continue;
            bareMicros = micros[0];
            anonymous.Add(micros[1] / micros[0]);
            known.Add(micros[2] / micros[0]);
        }

        var (ratio, ratioKnown) = (Statistics.MedianInterval(anonymous), Statistics.MedianInterval(known));
        Console.WriteLine($"\n{rounds} rounds of {Sessions}: a bare HGET takes {bareMicros:0} µs; a journey {ratio.Text("0.00")} × that, with the memory of a signed-in person ({bytes} bytes) {ratioKnown.Text("0.00")} ×");
        return new Figures().Add("ratio", ratio.Median, 2).Add("ratioKnown", ratioKnown.Median, 2).Add("bareMicros", bareMicros, 0).Add("memoryBytes", bytes, 0);
    }

    // In turn, one after the other, so that the load of the machine meets all of them; the medians of a round.
    private static async Task<double[]> MicrosAsync(LiveSubject[] subjects, params Func<LiveSubject, Task<bool>>[] reads)
    {
        var micros = Array.ConvertAll(reads, _ => new List<double>());
        foreach (var subject in subjects)
            for (var i = 0; i < reads.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                if (await reads[i](subject))
                    throw new BenchmarkException($"Nothing was read of {subject.Key}.");
                micros[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

        return Array.ConvertAll(micros, m => Statistics.Median(m));
    }

    private static async Task<LiveSubject[]> WriteAsync(
        RedisStorage storage, PersonStore people, DetectionEngine engine, JourneySettings settings, IDatabase database, CancellationToken cancellationToken)
    {
        var codec = new LiveSessionCodec(new StringPool(), engine.CapacityOf);
        var sessions = new Dictionary<Pseudonym, LiveSession>();
        foreach (var batch in new WalkMix(Sessions, Steps, DateTimeOffset.UtcNow).Batches(EventMix.EventsPerBatch))
            foreach (var e in batch)
            {
                if (!sessions.TryGetValue(e.Key, out var session))
                {
                    sessions.Add(e.Key, session = new LiveSession(e.Key));
                    session.Open(e, PartitionMap.Of(e.Key, Partitions));
                }

                session.Add(e, EndpointCatalog.Empty, settings);
            }

        foreach (var partition in sessions.Values.GroupBy(s => PartitionMap.Of(s.Key, Partitions)))
        {
            var lease = await storage.AcquireAsync(partition.Key, "benchmark", TimeSpan.FromMinutes(1), cancellationToken) ?? throw new BenchmarkException("A partition is taken, though no other worker is here.");
            var entries = partition.Select(s => new LiveEntry(new LiveKey(ActorKind.Session, s.Key), codec.Encode(s))).ToList();
            await storage.CommitAsync(lease, new PartitionCommit { Revision = 0, Offset = default, Live = entries }, cancellationToken);
            foreach (var entry in entries)
                await database.HashSetAsync(Bare, entry.Key.Id.ToString(), entry.State);
        }

        var subjects = sessions.Values.Select((s, i) => new LiveSubject(s.Key, KeyKind.Cookie, new Pseudonym(1, (ulong)i + 1), MayPersonalize: true, Step: null)).ToArray();
        await people.MergeAsync(subjects.Select(s => Memory(s.User)), cancellationToken);
        return subjects;
    }

    // As full as it gets.
    private static PersonProgress Memory(Pseudonym person)
    {
        var now = DateTimeOffset.UtcNow.ToMicroseconds();
        var session = SessionId.Create(now, 0, person);
        return new PersonProgress(person, session)
        {
            News = new PersonMemory
            {
                Places = [new RememberedPlace("GET /products/{id}", now, session)],
                Tasks = [.. Enumerable.Range(0, PersonMemory.MaxTasks).Select(i => new RememberedTask($"flow number {i}", IsForm: false, "GET /checkout/address", now, IsDone: false, session))],
                Features = [.. Enumerable.Range(0, PersonMemory.MaxFeatures).Select(i => new RememberedFeature($"feature number {i}", now, session))],
            },
        };
    }
}
