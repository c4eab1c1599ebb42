using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Storage.Redis;
using ServerSessions.TestServers;
using StackExchange.Redis;

namespace ServerSessions.Benchmarks.Rolling;

/// <summary>
/// What live sessions take when there are more of them than the cap: visitors of two requests each, half again as many as may live, in one partition
/// with its sixteenth of the default.
/// </summary>
internal sealed class LiveCapBenchmark : IBenchmark
{
    private const int Partitions = 16;
    private const double MiB = 1024 * 1024;

    public string Name => "livecap";

    public string Purpose => "memory of live sessions at the cap, in the worker, in the in-process storage and in Redis";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var flood = new FloodOptions();
        var cap = options.IsQuick ? flood.LiveSessions / Partitions / 8 : flood.LiveSessions / Partitions;
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        var bare = await FillAsync(cap, storage: null, cancellationToken);
        var worker = (GC.GetTotalMemory(forceFullCollection: true) - empty) / (double)cap;
        GC.KeepAlive(bare);
        bare = null;
        empty = GC.GetTotalMemory(forceFullCollection: true);
        var inProcess = new InProcessStorage(new InProcessStorageOptions(Partitions: 1, MaxJourneys: 1), TimeProvider.System);
        var both = await FillAsync(cap, inProcess, cancellationToken);
        var together = (GC.GetTotalMemory(forceFullCollection: true) - empty) / (double)cap;
        GC.KeepAlive(both);
        var redis = await RedisAsync(cap, cancellationToken);
        var all = flood.LiveSessions;
        Console.WriteLine($"\n{cap} live sessions of two requests, {cap + (cap / 2)} offered: {worker:0} B each in the worker, {together:0} B with the in-process storage, {redis:0} B in Redis; "
            + $"at the default cap of {all}: worker {worker * all / MiB:0} MiB, with the in-process storage {together * all / MiB:0} MiB, Redis {redis * all / MiB:0} MiB");
        return new Figures().Add("workerBytes", worker, 0).Add("inProcessBytes", together, 0).Add("redisBytes", redis, 0);
    }

    private static async Task<double> RedisAsync(int cap, CancellationToken cancellationToken)
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = new RedisConnection(
            new OwnRedis(ConfigurationOptions.Parse(server.Endpoint)), TimeProvider.System, NullLogger<RedisConnection>.Instance);
        using var storage = new RedisStorage(new RedisStorageOptions(), 1, connection, TimeProvider.System, NullLogger<RedisStorage>.Instance);
        await storage.StartAsync(cancellationToken);
        await FillAsync(cap, storage, cancellationToken);
        var bytes = 0L;
        foreach (var key in (object[])(await server.CommandAsync("KEYS", "*:live:*"))!)
            bytes += Convert.ToInt64(await server.CommandAsync("MEMORY", "USAGE", (string)key, "SAMPLES", "0"), CultureInfo.InvariantCulture);
        return bytes / (double)cap;
    }

    private static async Task<PartitionFold> FillAsync(int cap, ISessionStorage? storage, CancellationToken cancellationToken)
    {
        var detection = new DetectionOptions();
        var engine = new DetectionEngine(BuiltInRules.All(detection), detection);
        var settings = new JourneySettings(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], []) { Flood = FloodLimits.None with { Live = cap } };
        var fold = new PartitionFold(0, settings, engine);
        var commits = new CommitBuilder(1, engine.CapacityOf);
        var lease = storage is null ? default : (await storage.AcquireAsync(0, "benchmark", TimeSpan.FromMinutes(10), cancellationToken))!.Value;
        var random = new Random(20261129);
        var start = DateTimeOffset.UtcNow.ToMicroseconds();
        var revision = 0L;
        for (var visitor = 0; visitor < cap + (cap / 2); visitor++)
        {
            var key = new Pseudonym((ulong)random.NextInt64() << 1, (ulong)random.NextInt64());
            for (var request = 0; request < 2; request++)
                fold.Apply(Request(key, visitor, start + (visitor * 100L) + (request * 10), request == 0), EndpointCatalog.Empty);
            if (fold.Changes.Live.Count < 1_000)
                continue;
            if (storage is not null)
            {
                fold.Changes.Late.Clear();
                var commit = commits.Build(fold, revision++, default, "", []) with { Closed = [], Outbox = [] };
                if (await storage.CommitAsync(lease, commit, cancellationToken) != CommitStatus.Committed)
                    throw new BenchmarkException("The partition was lost.");
            }

            fold.Changes.Clear();
        }

        if (fold.Sessions != cap)
            throw new BenchmarkException($"{fold.Sessions} sessions live at a cap of {cap}.");
        return fold;
    }

    private static RequestEvent Request(Pseudonym key, int visitor, long time, bool isFirst) => new()
    {
        Key = key,
        KeyKind = KeyKind.Cookie,
        Time = time,
        Duration = 4_000,
        Step = isFirst ? "GET /" : "GET /products/{id}",
        Verb = HttpVerb.Get,
        Status = 200,
        Outcome = Outcome.Ok,
        Flags = EventFlags.Navigation | EventFlags.Page | (isFirst ? EventFlags.FirstContact : 0),
        Network = 1 + ((ulong)visitor / 40),
        Agent = 0x51,
        Client = "Chrome 142, Windows, desktop",
    };
}
