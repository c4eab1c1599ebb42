using System.Diagnostics;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Webhooks;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>
/// R11: every alert reaches every receiver at least once, under one id and well signed, whatever receivers answer and wherever a sender dies.
/// Time goes sixty times as fast, so that the schedule's minutes are seconds.
/// </summary>
internal sealed class EveryAlertArrives : IPromise
{
    private const int Times = 60;
    private static readonly TimeSpan DeathPatience = Waiting.Patience;

    public string Name => "R11";

    public string Says => "every alert reaches every receiver that can take it, under one id, whatever it answers and wherever a sender dies";

    public async Task RunAsync(ChaosRun run)
    {
        var server = await run.StartServerAsync(cluster: false);
        var began = DateTimeOffset.UtcNow;
        var time = new FastTime(began, Times);
        var receivers = run.Own(await Receivers.StartAsync(time));
        var template = new ChildSettings
        {
            Role = ChildRole.Sender,
            Name = "sender",
            Folder = run.Folder,
            Configuration = server.Configuration,
            Partitions = 4,
            Seed = run.Options.Seed,
            Receivers = receivers.Address,
            Began = began,
            Times = Times,
        };
        using var source = Source(template);
        await source.Services.GetRequiredService<ISessionStorage>().StartAsync(default);
        var number = 0;
        var post = run.Own(new Post(() => template with { Name = $"sender-{++number}" }));
        await post.StartAsync();

        var (alerts, deaths) = (0, 0);
        for (var round = 0; round < run.Pick(1, 10); round++)
            foreach (var point in Enum.GetValues<SenderDeath>())
            {
                if (point != SenderDeath.None)
                    await post.Child.AskAsync($"die {point}");
                for (var i = 0; i < run.Pick(4, 20); i++)
                    await source.Services.GetRequiredService<AlertDispatcher>().AcceptAsync(alerts % 4, SampleAlerts.Of(++alerts, time.GetUtcNow()), default);
                if (point == SenderDeath.None)
                    continue;
                run.Result.Require(await post.Child.EndedAsync(DeathPatience), $"the sender did not die at {point}");
                deaths++;
                await post.Child.DisposeAsync();
                await post.StartAsync();
            }

        var patience = run.Pick(Waiting.Patience, TimeSpan.FromMinutes(5));
        // That a receiver was disabled is an alert too, and not one of these.
        int Taken(ReceiverKind kind) => receivers.TakenBy(kind).Keys.Count(id => SampleAlerts.IsOne(id, alerts));
        ReceiverKind[] able = [.. Enum.GetValues<ReceiverKind>().Where(k => k != ReceiverKind.Gone)];
        for (var since = Stopwatch.StartNew(); since.Elapsed < patience && able.Any(k => Taken(k) < alerts);)
            await Task.Delay(50);

        run.Result.Add("alerts", alerts);
        run.Result.Add("deaths", deaths);
        foreach (var kind in able.Where(k => Taken(k) < alerts))
            run.Result.Add("missing" + kind, alerts - Taken(kind));
        run.Result.AddExactly("missing", able.Sum(k => alerts - Taken(k)), 0);
        run.Result.Add("twice", able.Sum(k => receivers.TakenBy(k).Values.Count(n => n > 1)));
        run.Result.AddExactly("badSignatures", receivers.Unsigned, 0);
        run.Result.AddExactly("redirectsFollowed", receivers.Elsewhere, 0);
        run.Result.AddExactly("takenThough410", receivers.TakenBy(ReceiverKind.Gone).Count, 0);
        // Until it is disabled each of the few in flight may meet it; a sender that died before it wrote that down leaves it to the next.
        run.Result.AddAtMost("attempts410", receivers.AttemptsOf(ReceiverKind.Gone), TargetQueue.Workers * (deaths + 1));
    }

    // The roller's side: it hands alerts over and delivers nothing itself.
    private static IHost Source(ChildSettings settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = "Production" });
        Tracking.Add(builder.Services, settings with { Role = ChildRole.Reader });
        return builder.Build();
    }
}
