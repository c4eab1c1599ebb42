using System.Diagnostics;
using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;

namespace ServerSessions.Chaos.Faults;

/// <summary>Lets the faults of a plan happen, each at its time or as soon as its target is free.</summary>
internal sealed class FaultRunner(ChaosRun run, Fleet fleet, IChaosServer server)
{
    private readonly Dictionary<FaultKind, int> _done = [];

    public IReadOnlyDictionary<FaultKind, int> Done => _done;

    public async Task RunAsync(IReadOnlyList<Fault> plan)
    {
        var since = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        foreach (var fault in plan)
        {
            var wait = fault.At - Stopwatch.GetElapsedTime(since);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            running.Add(HappenAsync(fault));
            // What has failed is a fault of the harness: it is not carried to the end.
            foreach (var failed in running.Where(t => t.IsFaulted))
                await failed;
        }

        await Task.WhenAll(running);
    }

    private async Task HappenAsync(Fault fault)
    {
        run.Tell($"  {fault.Kind}{(fault.Kind == FaultKind.KillWorkerInCommit ? $" {fault.Point}" : "")} {fault.Length.TotalSeconds:0.0} s");
        await (fault.Kind switch
        {
            FaultKind.KillWorker => fleet.Worker(fault.Target).KillAsync(fault.Length),
            FaultKind.KillWorkerInCommit => fleet.Worker(fault.Target).KillInCommitAsync(fault.Point),
            FaultKind.FreezeWorker => fleet.Worker(fault.Target).FreezeAsync(fault.Length),
            FaultKind.KillProducer => fleet.Producer(fault.Target).KillAsync(fault.Length),
            FaultKind.FreezeProducer => fleet.Producer(fault.Target).FreezeAsync(fault.Length),
            FaultKind.KillServer => server.KillAsync(new Random(fault.Seed), fault.Length),
            FaultKind.FreezeServer => server.FreezeAsync(new Random(fault.Seed), fault.Length),
            FaultKind.Failover => ((ClusterServer)server).FailoverAsync(new Random(fault.Seed)),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "No such fault."),
        });
        lock (_done)
            _done[fault.Kind] = _done.GetValueOrDefault(fault.Kind) + 1;
    }
}
