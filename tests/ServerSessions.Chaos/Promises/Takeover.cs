using System.Diagnostics;
using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Running;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>R7: when the owner of partitions dies, others go on rolling them within 5 s; when it stops, at once.</summary>
internal sealed class Takeover : IPromise
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = Waiting.Patience;

    public string Name => "R7";

    public string Says => "a dead worker's partitions are rolled again within 5 s, a stopped one's within 200 ms";

    public async Task RunAsync(ChaosRun run)
    {
        var server = await run.StartServerAsync();
        var events = await EventRun.StartAsync(run, server, workers: 3, producers: 1, s => s with { Rate = 2000 });
        var (killed, stopped) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < run.Pick(2, 20); i++)
        {
            killed.Add(await PauseAsync(run, events, async post => await post.Child.KillAsync()));
            stopped.Add(await PauseAsync(run, events, async post => await post.Child.StopAsync()));
        }

        (await events.FinishAsync()).Add(run.Result);
        run.Result.Add("kills", killed.Count);
        run.AddMillisecondsAtMost("killedMs", killed.Max(), 5000);
        run.Result.Add("stops", stopped.Count);
        // A lease that is not given back takes 2 to 3 s to expire, as after each kill of this run. On a busy machine the bound shows only whether a lease was given
        // back.
        run.Result.AddAtMost("stoppedMs", run.Pick(stopped.Min(), stopped.Max()).TotalMilliseconds, run.Pick(killed.Min().TotalMilliseconds * 0.75, 200));
    }

    // From the last moment at which every partition of the ending worker was processed to the first at which another worker processes it.
    private static async Task<TimeSpan> PauseAsync(ChaosRun run, EventRun events, Func<Post, Task> end)
    {
        var (post, owned) = await LargestAsync(events);
        var (offsets, epochs) = (owned.ToDictionary(s => s.Partition, s => s.Offset), owned.ToDictionary(s => s.Partition, s => s.Epoch));
        var rolled = owned.ToDictionary(s => s.Partition, _ => Stopwatch.GetTimestamp());
        var longest = owned.ToDictionary(s => s.Partition, _ => TimeSpan.Zero);
        var waiting = offsets.Keys.ToHashSet();
        var since = Stopwatch.GetTimestamp();
        var ending = end(post);
        while (waiting.Count > 0 && Stopwatch.GetElapsedTime(since) < Patience)
        {
            foreach (var status in await events.State.StatusAsync())
            {
                if (!waiting.Contains(status.Partition) || status.Offset == offsets[status.Partition])
                    continue;
                longest[status.Partition] = Stopwatch.GetElapsedTime(rolled[status.Partition]);
                if (status.Epoch != epochs[status.Partition])
                    waiting.Remove(status.Partition);
                (rolled[status.Partition], offsets[status.Partition]) = (Stopwatch.GetTimestamp(), status.Offset);
            }
        }

        await ending;
        run.Result.Require(waiting.Count == 0, $"partitions {string.Join(", ", waiting)} were not rolled within {Patience.TotalSeconds} s");
        await post.StartAsync();
        run.Tell($"  {owned.Count} partitions rested {longest.Values.Max().TotalMilliseconds:0} ms at most");
        return longest.Values.Max();
    }

    // The worker that has the most partitions, and their state; once every worker has its share and none still counts one that is gone.
    private static async Task<(Post Post, IReadOnlyList<PartitionStatus> Owned)> LargestAsync(EventRun events)
    {
        var since = Stopwatch.GetTimestamp();
        var calm = since;
        while (Stopwatch.GetElapsedTime(since) < Patience)
        {
            var status = await events.State.StatusAsync();
            var parts = status.Where(s => s.Owner is not null).GroupBy(s => s.Owner!).OrderByDescending(g => g.Count()).ToList();
            var fair = (status.Count + events.Fleet.Workers.Count - 1) / events.Fleet.Workers.Count;
            if (parts.Count != events.Fleet.Workers.Count || parts[0].Count() > fair || status.Any(s => s.Owner is null || s.Offset == default))
                calm = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(calm) > Calm
                && events.Fleet.Workers.FirstOrDefault(w => parts[0].Key.Contains($":{w.Child.ProcessId}:", StringComparison.Ordinal)) is { } post)
                return (post, [.. parts[0]]);
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"Within {Patience.TotalSeconds} s the partitions were not shared by all workers for {Calm.TotalSeconds} s.");
    }
}
