using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;

namespace ServerSessions.Chaos.Promises;

/// <summary>
/// R15: people are erased while they go on and Redis fails. One server is killed and comes back; of a cluster, a primary is killed and its replica takes over, or both change
/// roles by command. Afterwards a program outside the product finds nothing of them, and another person has everything.
/// </summary>
internal sealed class ErasedUnderFaults : IPromise
{
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilFailover = TimeSpan.FromSeconds(6);

    public string Name => "R15";

    public string Says => "nothing of an erased person is left 60 s after, though they go on and Redis is killed or fails over meanwhile; others are whole";

    public async Task RunAsync(ChaosRun run)
    {
        // Both at once: each waits for its servers rather than for the processor.
        var (single, cluster) = (SingleAsync(run, new Random(run.Options.Seed)), ClusterAsync(run, new Random(run.Options.Seed + 1)));
        await Task.WhenAll(single, cluster);
        (await single).Add(run.Result);
        (await cluster).Add(run.Result);
        run.AddMillisecondsAtMost("goneMs", Max((await single).Gone, (await cluster).Gone), 60_000);
    }

    private static async Task<PeopleFigures> SingleAsync(ChaosRun run, Random random)
    {
        var server = await run.StartServerAsync(cluster: false);
        await using var people = await PeopleRun.StartAsync(run, server, random, "single");
        for (var i = 0; i < run.Pick(1, 20); i++)
            await people.EraseAsync($"anna{i}@example.org", () => server.KillAsync(random, Down));
        return await people.FinishAsync();
    }

    private static async Task<PeopleFigures> ClusterAsync(ChaosRun run, Random random)
    {
        var server = (ClusterServer)await run.StartServerAsync(cluster: true);
        await using var people = await PeopleRun.StartAsync(run, server, random, "cluster");
        for (var i = 0; i < run.Pick(2, 20); i++)
            await people.EraseAsync($"anna{i}@example.org", () => i % 2 == 0 ? server.KillAsync(random, UntilFailover) : server.FailoverAsync(random));
        return await people.FinishAsync();
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
