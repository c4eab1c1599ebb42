using System.Diagnostics;
using ServerSessions.Chaos.Load;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;
using ServerSessions.Storage;

namespace ServerSessions.Chaos.Promises;

/// <summary>R10: entries of a foreign program stop no worker: they become dead letters, and real entries are processed as fast as before.</summary>
internal sealed class HostileBytes : IPromise
{
    private const int BatchesPerAppend = 250;

    public string Name => "R10";

    public string Says => "mutated entries: no crash, dead letters, at least 90 % of the throughput";

    public async Task RunAsync(ChaosRun run)
    {
        var server = await run.StartServerAsync();
        var entries = run.Pick(40_000, 1_000_000);
        var sound = await RollAsync(run, server, "sound", entries, (source, first) => source.Sound(first));
        var harmed = await RollAsync(run, server, "harmed", entries, (source, first) => source.Harmed(first));
        harmed.Totals.Add(run.Result, othersWrote: true);
        run.Result.Add("entries", entries);
        run.Result.AddAtLeast("deadLetters", harmed.DeadLetters, entries / 10);
        run.Result.AddExactly("deadLettersOfSound", sound.DeadLetters, 0);
        run.Result.AddExactly("crashes", harmed.Crashes, 0);
        run.Result.Add("soundPerSecond", entries / sound.Rolling.TotalSeconds);
        run.Result.Add("harmedPerSecond", entries / harmed.Rolling.TotalSeconds);
        // In a second or two beside other work only the processor time compares, and that with a margin for compiling.
        run.Result.AddAtLeast("throughput", sound.Rolling / harmed.Rolling, run.Pick(0, 0.9), decimals: 2);
        run.Result.AddAtLeast("throughputOfProcessor", sound.Work / harmed.Work, run.Pick(0.7, 0.9), decimals: 2);
    }

    // The worker sleeps while the log fills; what is measured is how long it takes from its waking.
    private static async Task<(TimeSpan Rolling, TimeSpan Work, long DeadLetters, int Crashes, EventTotals Totals)> RollAsync(
        ChaosRun run, IChaosServer server, string name, int entries, Func<HostileEntries, long, EventBatch> make)
    {
        var folder = Directory.CreateDirectory(Path.Combine(run.Folder, name)).FullName;
        var events = await EventRun.StartAsync(run, server, workers: 1, producers: 1, s => s with { Rate = 200, Prefix = name, Folder = folder });
        var worker = events.Fleet.Workers[0].Child;
        await Task.Delay(1000);
        worker.Freeze();
        var partitions = events.State.Storage.Partitions;
        await Task.WhenAll(Enumerable.Range(0, partitions).Select(p =>
            AppendAsync(events.State.Storage, p, entries / partitions, new HostileEntries(new Random(run.Options.Seed + p)), make)));
        run.Tell($"  {entries} {name} entries are in the log");
        var worked = worker.ProcessorTime;
        worker.Thaw();
        var since = Stopwatch.GetTimestamp();
        while ((await events.State.StatusAsync()).Sum(s => s.Backlog) > partitions && Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(5) && worker.IsRunning)
            await Task.Delay(20);
        var rolling = Stopwatch.GetElapsedTime(since);
        var work = worker.IsRunning ? worker.ProcessorTime - worked : rolling;
        var crashes = worker.IsRunning ? 0 : 1;
        var dead = (await events.State.StatusAsync()).Sum(s => s.DeadLettered);
        return (rolling, work, dead, crashes, await events.FinishAsync());
    }

    private static async Task AppendAsync(ISessionStorage storage, int partition, int entries, HostileEntries source, Func<HostileEntries, long, EventBatch> make)
    {
        var producer = $"hostile-{partition}";
        var first = 1L;
        for (var left = entries; left > 0; left -= BatchesPerAppend)
        {
            var batches = new EventBatch[Math.Min(left, BatchesPerAppend)];
            for (var i = 0; i < batches.Length; i++)
            {
                batches[i] = make(source, first);
                first = batches[i].LastSequence + 1;
            }

            var result = await storage.AppendAsync(partition, producer, batches, default);
            if (result.Status != AppendStatus.Appended)
                throw new InvalidOperationException($"Filling partition {partition} ended with {result.Status}.");
        }
    }
}
