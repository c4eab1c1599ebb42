using System.Diagnostics;
using System.Globalization;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>R8: a server whose memory is full takes no more events and lets commits go on, so that it comes free again; what is shed is counted.</summary>
internal sealed class FullServer : IPromise
{
    public string Name => "R8";

    public string Says => "maxmemory reached: appends are shed and counted, commits go on";

    public async Task RunAsync(ChaosRun run)
    {
        var server = await run.StartServerAsync();
        // A small queue, so that producers have to shed soon.
        var events = await EventRun.StartAsync(run, server, workers: 2, producers: 2, s => s with { Rate = 2500, QueueCapacity = 8192 });
        await Task.Delay(run.Pick(2000, 10_000));
        var rounds = run.Pick(1, 5);
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            var drained = await FillAsync(run, server, events);
            slowest = drained > slowest ? drained : slowest;
        }

        var totals = await events.FinishAsync();
        totals.Add(run.Result);
        run.Result.Add("rounds", rounds);
        run.AddMillisecondsAtMost("commitsWhileFullMs", slowest, 20_000);
        run.Result.AddAtLeast("shed", totals.Dropped, 1);
    }

    private static async Task<TimeSpan> FillAsync(ChaosRun run, IChaosServer server, EventRun events)
    {
        foreach (var worker in events.Fleet.Workers)
            worker.Child.Freeze();
        await Task.Delay(2500);
        // Below what is in use: from now on every write that needs memory is refused.
        await server.CommandAsync("CONFIG", "SET", "maxmemory", "1mb");
        run.Tell($"  full at {(await server.MemoryAsync() / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture)} MiB, {await BacklogAsync(events)} entries wait");
        await Task.Delay(run.Pick(4000, 8000));
        // A busy machine takes longer to fill the queues.
        await Waiting.UntilAsync(async () => (await Task.WhenAll(events.Fleet.Producers.Select(p => p.Child.StatsAsync()))).Any(s => s.Refused > 0));
        foreach (var worker in events.Fleet.Workers)
            worker.Child.Thaw();
        var since = Stopwatch.GetTimestamp();
        run.Result.Require(await events.State.SettleAsync(Waiting.Patience), "commits did not go on while the server was full");
        var drained = Stopwatch.GetElapsedTime(since);
        run.Tell($"  the backlog was committed {drained.TotalSeconds:0.0} s after the workers came back");
        await server.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        await Task.Delay(2000);
        return drained;
    }

    private static async Task<long> BacklogAsync(EventRun events) => (await events.State.StatusAsync()).Sum(s => s.Backlog);
}
