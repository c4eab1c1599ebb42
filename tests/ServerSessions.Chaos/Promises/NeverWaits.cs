using ServerSessions.Chaos.Running;

namespace ServerSessions.Chaos.Promises;

/// <summary>R1: a request never waits on storage. Stretches with a healthy and with a frozen Redis take turns, and are compared.</summary>
internal sealed class NeverWaits : IPromise
{
    private const int PerSecond = 400;
    private static readonly TimeSpan Thawing = TimeSpan.FromSeconds(3);

    public string Name => "R1";

    public string Says => "the request never waits on storage: Redis frozen under load, p99 as with a healthy one, no failed request";

    public async Task RunAsync(ChaosRun run)
    {
        var web = await WebRun.StartAsync(run, await run.StartServerAsync(cluster: false));
        var visits = new Load.PacedVisits(web.Visitors(64), n => $"/page/{n % 50}");
        await visits.RunAsync(PerSecond, TimeSpan.FromSeconds(3));
        var stretch = run.Pick(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(60));
        var (healthy, frozen) = (new List<double>(), new List<double>());
        var failed = 0;
        for (var i = 0; i < run.Pick(2, 3); i++)
        {
            var calm = await visits.RunAsync(PerSecond, stretch);
            var freezing = web.Server.FreezeAsync(run.Random, stretch + TimeSpan.FromSeconds(1));
            var hard = await visits.RunAsync(PerSecond, stretch);
            await freezing;
            await Task.Delay(Thawing);
            healthy.Add(calm.Quantile(0.99));
            frozen.Add(hard.Quantile(0.99));
            failed += calm.Failed + hard.Failed;
            run.Tell($"  p99 healthy {healthy[^1]:0} µs, frozen {frozen[^1]:0} µs");
        }

        // The calmest stretch of each: other work of the machine adds to both and takes from neither. A few seconds on a busy machine show a request that waits (for
        // the 2 s that a call may take), but not milliseconds: the long form does.
        var (best, worst) = (healthy.Min(), frozen.Min());
        run.Result.Add("healthyP99Micros", best);
        run.Result.AddAtMost("frozenP99Micros", worst, run.Pick(Math.Max(best * 2, best + 500_000), Math.Max(best * 1.1, best + 200)));
        run.Result.AddExactly("failed", failed, 0);
        var stats = await web.Web.StatsAsync();
        run.Result.Add("dropped", stats.Dropped);
        run.Result.AddExactly("uncounted", stats.Offered - stats.Recorded - stats.Dropped - stats.Excluded - stats.Queued, 0);
    }
}
