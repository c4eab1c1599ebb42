using System.Diagnostics;
using System.Text.Json;
using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Webhooks;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Chaos.Promises;

/// <summary>R16: a flood of equal triggers is a few webhooks an hour, and how many were left out is told exactly.</summary>
internal sealed class AlertFlood : IPromise
{
    private const int Triggers = 100_000;
    private const int PerBatch = 256;
    private const int MostWebhooks = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Pseudonym Key = new(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210);

    public string Name => "R16";

    public string Says => "100,000 equal triggers: at most 4 webhooks an hour, and the suppressed count is exact";

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
        });
        run.Result.Add("foldedPerSecond", Triggers / since.Elapsed.TotalSeconds);
        time.Jump(TimeSpan.FromMinutes(62));
        await UntilAsync(() => Task.FromResult(Count(bodies) >= 2 ? null : "no summary came"));
        // What would come too much comes at once.
        await Task.Delay(500);
        await host.StopAsync();

        var data = bodies.Select(b => b.GetProperty("data")).ToList();
        run.Result.Add("triggers", Triggers);
        run.Result.AddAtMost("webhooks", data.Count, MostWebhooks);
        run.Result.AddExactly("counted", data[^1].GetProperty("count").GetInt64(), Triggers);
        run.Result.AddExactly("told", data[0].GetProperty("count").GetInt64() + data[^1].GetProperty("suppressed").GetInt64(), Triggers);
    }

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

    private static async Task UntilAsync(Func<Task<string?>> missing)
    {
        for (var since = Stopwatch.StartNew(); await missing() is { } what;)
        {
            if (since.Elapsed > Patience)
                throw new TimeoutException($"Within {Patience.TotalSeconds} s it did not become so: {what}.");
            await Task.Delay(50);
        }
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
