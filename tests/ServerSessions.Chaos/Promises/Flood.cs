using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using ServerSessions.Chaos.Load;
using ServerSessions.Chaos.Running;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>R9: requests without a cookie and with invented ones fill neither Redis nor the place of real visitors.</summary>
internal sealed class Flood : IPromise
{
    private const double MiB = 1024 * 1024;
    private const int Flooders = 48;
    private const int RealVisitors = 20;

    public string Name => "R9";

    public string Says => "a flood without cookies and with invented ones: Redis grows at most 64 MiB, real visitors are complete";

    public async Task RunAsync(ChaosRun run)
    {
        var web = await WebRun.StartAsync(run, await run.StartServerAsync(cluster: false));
        // Real visitors are known before the flood comes, and walk on through it.
        var real = new PacedVisits(web.Visitors(RealVisitors), n => $"/page/{n % 50}");
        long answered = (await real.RunAsync(100, TimeSpan.FromSeconds(2))).Succeeded;
        var before = await web.Server.MemoryAsync();
        using var end = new CancellationTokenSource();
        var walking = WalkAsync(real, end.Token);
        var since = Stopwatch.GetTimestamp();
        var each = run.Pick(40_000, 1_000_000);
        await FloodAsync(web, each, cookie: false);
        run.Tell($"  {each} requests without a cookie");
        await FloodAsync(web, each, cookie: true);
        run.Tell($"  {each} requests with an invented cookie");
        var took = Stopwatch.GetElapsedTime(since);
        await end.CancelAsync();
        answered += await walking;
        // What waits to be rolled up is bounded by the backlog, and a busy machine has more of it.
        var peak = await web.Server.MemoryAsync() - before;
        run.Result.Require(await web.State.SettleAsync(Waiting.Patience), "the flood was not rolled up");
        var grown = await web.Server.MemoryAsync() - before;
        var stats = await web.Web.StopAsync() ?? throw new InvalidOperationException("The application did not say how it ended.");
        var stored = await web.FinishAsync();
        run.Result.Add("flood", 2 * each);
        // How much of a flood gets in is a matter of how long it takes, and that of the machine: what is let in is judged by the cap a second.
        run.Result.AddAtMost("redisMiB", grown / MiB, 64, decimals: 1);
        run.Result.AddAtMost("floodRecorded", stats.Recorded - answered, new FloodOptions().NewSessionsPerNetwork * (took.TotalSeconds + 2));
        run.Result.Add("redisPeakMiB", peak / MiB, decimals: 1);
        run.Result.Add("real", answered);
        run.Result.AddExactly("realMissing", answered - stored.Steps.GetValueOrDefault("GET /page/{number:int}"), 0);
        run.Result.AddExactly("uncounted", stats.Offered - stats.Recorded - stats.Dropped - stats.Excluded, 0);
        run.Result.Add("recorded", stats.Recorded);
        foreach (var reason in stats.DroppedByReason)
            run.Result.Add(reason.Name, reason.Count);
    }

    private static async Task<long> WalkAsync(PacedVisits real, CancellationToken end)
    {
        var answered = 0L;
        while (!end.IsCancellationRequested)
            answered += (await real.RunAsync(100, TimeSpan.FromSeconds(1))).Succeeded;
        return answered;
    }

    // Every request is another visitor.
    private static async Task FloodAsync(WebRun web, int requests, bool cookie)
    {
        using var client = Visitor.Browser(web.Web.Address);
        var left = requests;
        await Task.WhenAll(Enumerable.Range(0, Flooders).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await new Visitor(client, cookie ? $"ss={Invented()}" : null).VisitAsync("/flood");
        }));
    }

    // As long as ours and with its version, under a MAC that is none.
    private static string Invented()
    {
        var bytes = RandomNumberGenerator.GetBytes(33);
        bytes[0] = 1;
        return Base64Url.EncodeToString(bytes);
    }
}
