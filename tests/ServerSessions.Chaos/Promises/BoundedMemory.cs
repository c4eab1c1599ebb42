using System.Diagnostics;
using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>R2: while Redis is down the queue fills to its bound and stays there.</summary>
internal sealed class BoundedMemory : IPromise
{
    private const double MiB = 1024 * 1024;

    // Samples of a full queue that show whether it stays what it is.
    private const int Full = 4;

    public string Name => "R2";

    public string Says => "memory is bounded: Redis down at 5,000 events/s, at most 16 MiB of queue, flat";

    public async Task RunAsync(ChaosRun run)
    {
        var server = (SingleServer)await run.StartServerAsync(cluster: false);
        var events = await EventRun.StartAsync(run, server, workers: 1, producers: 1, s => s with { Rate = 5000 });
        var producer = events.Fleet.Producers[0].Child;
        await Task.Delay(3000);
        var before = await producer.StatsAsync();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var down = server.KillAsync(() => enough.Task);
        var samples = new List<ChildStats>();
        var (since, length) = (Stopwatch.StartNew(), run.Pick(TimeSpan.FromSeconds(19), TimeSpan.FromMinutes(10)));
        // A busy machine takes longer to fill the queue.
        while (since.Elapsed < length || (samples.Count(s => s.Refused > 0) < Full && since.Elapsed < length + Waiting.Patience))
        {
            await Task.Delay(run.Pick(500, 2000));
            samples.Add(await producer.StatsAsync());
        }

        enough.SetResult();
        await down;
        var growth = samples.ConvertAll(s => (s.Managed - before.Managed) / MiB);
        var full = samples.Where(s => s.Refused > 0).Select(s => (s.Managed - before.Managed) / MiB).ToList();
        run.Result.Require(full.Count >= Full, "the queue was never full: nothing was shown");
        run.Result.AddAtMost("queueMiB", growth.Max(), 16, decimals: 1);
        run.Result.Add("queued", samples.Max(s => s.Queued));
        run.Result.AddAtMost("flatMiB", full.Count == 0 ? 0 : full[^1] - full[0], 1, decimals: 2);
        (await events.FinishAsync()).Add(run.Result);
    }
}
