using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Load;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;

namespace ServerSessions.Chaos.Promises;

/// <summary>R3: what visitors were answered is recorded, dropped or excluded, each counted, and what is recorded is in journeys.</summary>
internal sealed class EveryLossCounted : IPromise
{
    private const int PerSecond = 800;

    public string Name => "R3";

    public string Says => "every lost event is counted by reason: what visitors saw against counters and journeys";

    public async Task RunAsync(ChaosRun run)
    {
        var server = (SingleServer)await run.StartServerAsync(cluster: false);
        var web = await WebRun.StartAsync(run, server, s => s with { QueueCapacity = 1024 });
        var visitors = web.Visitors(32);
        var answered = await DriveAsync(visitors, n => n % 10 == 0 ? "/excluded" : $"/page/{n % 50}", TimeSpan.FromSeconds(2));
        for (var i = 0; i < run.Pick(1, 6); i++)
        {
            // Longer than the queue lasts.
            var frozen = web.Server.FreezeAsync(run.Random, TimeSpan.FromSeconds(run.Pick(4, 20)));
            answered += await DriveAsync(visitors, n => $"/page/{n % 50}", TimeSpan.FromSeconds(run.Pick(4, 20)));
            await frozen;
            answered += await DriveAsync(visitors, n => n % 10 == 0 ? "/excluded" : $"/page/{n % 50}", TimeSpan.FromSeconds(2));
        }

        // An application that stops while Redis is away gives up what it has, and says so. Redis comes back when it has stopped, however busy the machine is.
        var other = await web.StartAnotherAsync("web-2");
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var away = server.KillAsync(() => stopped.Task);
        var lastAnswered = await DriveAsync(web.Visitors(16, other), n => $"/page/{n % 50}", TimeSpan.FromSeconds(1));
        var last = await other.StopAsync() ?? throw new InvalidOperationException("The second application did not say how it ended.");
        stopped.SetResult();
        await away;
        var first = await web.Web.StopAsync() ?? throw new InvalidOperationException("The application did not say how it ended.");
        var stored = await web.FinishAsync();

        run.Result.Add("answered", answered + lastAnswered);
        run.Result.AddExactly("unserved", answered - first.Offered + (lastAnswered - last.Offered), 0);
        run.Result.AddExactly("uncounted", Uncounted(first) + Uncounted(last), 0);
        run.Result.AddExactly("unrolled", first.Recorded + last.Recorded - stored.Requests, 0);
        run.Result.Add("recorded", first.Recorded + last.Recorded);
        run.Result.Add("excluded", first.Excluded + last.Excluded);
        foreach (var reason in first.DroppedByReason.Concat(last.DroppedByReason).GroupBy(r => r.Name))
            run.Result.Add(reason.Key, reason.Sum(r => r.Count));
        run.Result.Require(first.Dropped > 0 && last.Dropped > 0, "nothing was dropped: nothing was shown");
    }

    private static async Task<long> DriveAsync(IReadOnlyList<Visitor> visitors, Func<int, string> path, TimeSpan length) =>
        (await new PacedVisits(visitors, path).RunAsync(PerSecond, length)).Succeeded;

    private static long Uncounted(ChildStats stats) => stats.Offered - stats.Recorded - stats.Dropped - stats.Excluded;
}
