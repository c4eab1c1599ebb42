using System.Diagnostics;
using System.Text.Json;
using ServerSessions.Alerts.Budget;
using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Webhooks;
using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>
/// R16: a flood of equal triggers is a few webhooks an hour, and the number left out is reported exactly. As many different alerts, processed by two workers of
/// which one is replaced meanwhile, are as many webhooks as the budget allows, and every one of them is sent or counted.
/// </summary>
internal sealed class AlertFlood : IPromise
{
    private const int Triggers = 100_000;
    private const int PerBatch = 256;
    private const int MaxWebhooks = 4;
    private static readonly TimeSpan Patience = Waiting.Patience;
    private static readonly Pseudonym Key = new(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210);

    public string Name => "R16";

    public string Says => "100,000 equal triggers: at most 4 webhooks an hour, and the suppressed count is exact; as many alerts over many keys: within the budget, every one sent or counted";

    public async Task RunAsync(ChaosRun run)
    {
        var server = await run.StartServerAsync(cluster: false);
        var time = new JumpingTime();
        var receivers = run.Own(await Receivers.StartAsync(time));
        var bodies = new List<JsonElement>();
        receivers.Received += body => { lock (bodies) bodies.Add(JsonDocument.Parse(body).RootElement); };
        using var log = new FileLog(Path.Combine(run.Folder, "roller.log"));
        using var host = Roller(run, server.Configuration, receivers.Address, time, log);
        await host.StartAsync();
        var storage = host.Services.GetRequiredService<ISessionStorage>();
        await storage.StartAsync(default);

        var since = Stopwatch.StartNew();
        await AppendAsync(storage, time.GetUtcNow().AddMinutes(-27));
        await UntilAsync(async () =>
        {
            var status = await storage.StatusAsync(Partition(storage), default);
            return status is { Backlog: 0, Outbox: 0 } && Count(bodies) == 1 ? null : $"{status}, {Count(bodies)} webhooks";
        }, Patience);
        run.Result.Add("foldedPerSecond", Triggers / since.Elapsed.TotalSeconds);
        time.Jump(TimeSpan.FromMinutes(62));
        await UntilAsync(() => Task.FromResult(Count(bodies) >= 2 ? null : "no summary came"), Patience);
        // What would come too much comes at once.
        await Task.Delay(500);
        await host.StopAsync();

        var data = bodies.Select(b => b.GetProperty("data")).ToList();
        run.Result.Add("triggers", Triggers);
        run.Result.AddAtMost("webhooks", data.Count, MaxWebhooks);
        run.Result.AddExactly("counted", data[^1].GetProperty("count").GetInt64(), Triggers);
        run.Result.AddExactly("told", data[0].GetProperty("count").GetInt64() + data[^1].GetProperty("suppressed").GetInt64(), Triggers);
        lock (bodies)
            bodies.Clear();
        await ManyAsync(run, server.Configuration, receivers.Address, time, log, bodies);
    }

    private static async Task ManyAsync(ChaosRun run, string configuration, string receivers, JumpingTime time, FileLog log, List<JsonElement> bodies)
    {
        var alerts = run.Pick(5_000, Triggers);
        using var one = Roller(run, configuration, receivers, time, log);
        using var two = Roller(run, configuration, receivers, time, log);
        using var three = Roller(run, configuration, receivers, time, log);
        await Task.WhenAll(one.StartAsync(), two.StartAsync());
        var storage = one.Services.GetRequiredService<ISessionStorage>();
        var since = Stopwatch.StartNew();
        await AppendManyAsync(storage, time.GetUtcNow(), alerts);
        await two.StopAsync();
        await three.StartAsync();
        await UntilAsync(() => WaitingAsync(storage), run.Pick(Patience, 5 * Patience));
        run.Result.Add("manySeconds", since.Elapsed.TotalSeconds);
        time.Jump(TimeSpan.FromMinutes(62));
        await UntilAsync(() => Task.FromResult(Summaries(bodies) > 0 ? null : "no summary came"), Patience);
        // What would come too much comes at once.
        await Task.Delay(2_000);
        await Task.WhenAll(one.StopAsync(), three.StopAsync());

        var limits = new WebhookOptions();
        var data = bodies.Select(b => b.GetProperty("data")).DistinctBy(d => d.GetProperty("id").GetString()).ToList();
        var summaries = data.Where(IsSummary).ToList();
        run.Result.Add("manyAlerts", alerts);
        // It may have struck the hour meanwhile.
        run.Result.AddAtMost("manyWebhooks", data.Count, summaries.Count * (limits.AlertsPerRuleAndHour + 1));
        run.Result.AddExactly("manyTold", data.Count - summaries.Count + summaries.Sum(d => d.GetProperty("suppressed").GetInt64()), alerts);
    }

    private static async Task<string?> WaitingAsync(ISessionStorage storage)
    {
        try
        {
            var waiting = 0L;
            for (var partition = 0; partition < storage.Partitions; partition++)
                waiting += await storage.StatusAsync(partition, default) is var status ? status.Backlog + status.Outbox : 0;
            return waiting == 0 ? null : $"{waiting} entries wait";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Rollers try again, and so does who looks at them.
            return exception.Message;
        }
    }

    private static async Task AppendManyAsync(ISessionStorage storage, DateTimeOffset start, int alerts)
    {
        var encoder = new EventBatchEncoder();
        var sequences = new long[storage.Partitions];
        for (var first = 0; first < alerts; first += PerBatch)
            foreach (var batch in Enumerable.Range(first, Math.Min(PerBatch, alerts - first))
                .Select(i => Event(start.ToMicroseconds() + (i * 100L)) with { Key = new Pseudonym((ulong)(i + 1) * 0x9E37_79B9_7F4A_7C15, (ulong)i + 1) })
                .GroupBy(e => PartitionMap.Of(e.Key, storage.Partitions)))
            {
                encoder.Begin("");
                foreach (var e in batch)
                    encoder.Add(e);
                await storage.AppendAsync(batch.Key, "many", [new EventBatch(sequences[batch.Key] + 1, batch.Count(), encoder.Finish().ToArray())], default);
                sequences[batch.Key] += batch.Count();
            }
    }

    private static int Summaries(List<JsonElement> bodies)
    {
        lock (bodies)
            return bodies.Count(b => IsSummary(b.GetProperty("data")));
    }

    private static bool IsSummary(JsonElement data) => data.GetProperty("id").GetString()!.StartsWith(SuppressedAlerts.Prefix, StringComparison.Ordinal);

    private static int Partition(ISessionStorage storage) => PartitionMap.Of(Key, storage.Partitions);

    private static int Count(List<JsonElement> bodies)
    {
        lock (bodies)
            return bodies.Count;
    }

    private static IHost Roller(ChaosRun run, string configuration, string receivers, TimeProvider time, FileLog log)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = "Production" });
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton(time).AddSingleton<ISessionDetector>(new EveryRequest());
        builder.Services.Configure<WebhookOptions>(o => o.Subscriptions.Add(
            new WebhookSubscription { Url = new Uri($"{receivers}/{ReceiverKind.Good}"), Secrets = [Receivers.Secret], Rules = [EveryRequest.Id] }));
        Tracking.Add(builder.Services, new ChildSettings { Role = ChildRole.Worker, Name = "roller", Folder = run.Folder, Configuration = configuration, Partitions = 4 });
        builder.Services.Configure<WebhookOptions>(o => o.AllowInsecureLoopback = true);
        return builder.Build();
    }

    private static async Task AppendAsync(ISessionStorage storage, DateTimeOffset start)
    {
        var encoder = new EventBatchEncoder();
        for (var first = 0; first < Triggers; first += PerBatch)
        {
            encoder.Begin("");
            var count = Math.Min(PerBatch, Triggers - first);
            for (var i = 0; i < count; i++)
                encoder.Add(Event(start.ToMicroseconds() + ((first + i) * 15_000L)));
            await storage.AppendAsync(Partition(storage), "flood", [new EventBatch(first + 1, count, encoder.Finish().ToArray())], default);
        }
    }

    private static RequestEvent Event(long time) => new()
    {
        Key = Key,
        KeyKind = KeyKind.Cookie,
        Time = time,
        Duration = 1000,
        Step = "GET /same",
        Verb = HttpVerb.Get,
        Status = 200,
        Outcome = Outcome.Ok,
        Flags = EventFlags.Navigation | EventFlags.Page,
    };

    private static async Task UntilAsync(Func<Task<string?>> missing, TimeSpan patience)
    {
        string? what = null;
        await Waiting.UntilAsync("the flood has passed", patience, async () => (what = await missing()) is null, () => what!);
    }

    private sealed class EveryRequest : ISessionDetector
    {
        public const string Id = "T1";

        public DetectorInfo Info { get; } = new()
        {
            Id = Id,
            Name = "every request",
            Summary = "Finds something in every request.",
            Subjects = [ActorKind.Session],
            Mode = DetectionMode.Alert,
        };

        public bool Concerns(DetectorContext context) => true;

        public void Observe(DetectorContext context) => context.Raise(Severity.High, "Again.", [context.Mark()]);

        public void Elapsed(DetectorContext context)
        {
        }
    }
}
