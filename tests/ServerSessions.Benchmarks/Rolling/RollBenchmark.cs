using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Benchmarks.Codec;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Benchmarks.Rolling;

/// <summary>From the log of one partition to committed state, with every rule: events a second of processor time, and bytes of a live session.</summary>
internal sealed class RollBenchmark : IBenchmark
{
    private const int Steps = 10;
    private const string Producer = "benchmark";

    // A flow, whose steps people who are remembered report.
    private static readonly Flow[] Flows = [new("checkout", ["GET /cart", "GET /checkout/address", "POST /checkout/payment"])];

    private static readonly JourneySettings Settings = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], Flows, []) { Insights = new InsightSettings { Flows = Flows } };

    public string Name => "roll";

    public string Purpose => $"events a second of processor time from the log to committed state, all rules on, and the bytes of a live session of {Steps} steps";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var sessions = options.IsQuick ? 10_000 : 50_000;
        var rounds = options.IsQuick ? 3 : 7;
        var (rate, live) = await MeasureAsync(sessions, rounds, isPersonal: false, cancellationToken);
        var (personal, _) = await MeasureAsync(sessions, rounds, isPersonal: true, cancellationToken);
        Console.WriteLine($"\n{sessions} sessions of {Steps} steps in turn, {rounds} rounds: {rate.Text("0")} events a second of processor time (of the whole process); a live session takes {live:0} bytes; "
            + $"of signed-in people who are remembered, {personal.Text("0")} events a second");
        return new Figures().Add("eventsPerSecond", rate.Median, 0).Add("liveBytes", live, 0).Add("personalEventsPerSecond", personal.Median, 0);
    }

    private static async Task<(Interval Rate, double LiveBytes)> MeasureAsync(int sessions, int rounds, bool isPersonal, CancellationToken cancellationToken)
    {
        var rates = new List<double>();
        var live = 0d;
        for (var round = -1; round < rounds; round++)
        {
            var storage = new InProcessStorage(new InProcessStorageOptions(Partitions: 1, MaxBacklog: int.MaxValue), TimeProvider.System);
            var events = await AppendAsync(storage, new WalkMix(sessions, Steps, DateTimeOffset.UtcNow, isPersonal), cancellationToken);
            var start = ProcessorTime();
            await RollAsync(storage, cancellationToken);
            if (round >= 0)
                rates.Add(events / (ProcessorTime() - start).TotalSeconds);
            var states = await storage.ListLiveAsync(0, ActorKind.Session, cancellationToken);
            live = states.Average(entry => (double)entry.State.Length);
        }

        return (Statistics.MedianInterval(rates), live);
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static async Task<int> AppendAsync(InProcessStorage storage, WalkMix mix, CancellationToken cancellationToken)
    {
        var encoder = new EventBatchEncoder();
        var sequence = 1L;
        foreach (var batch in mix.Batches(EventMix.EventsPerBatch))
        {
            encoder.Begin("");
            foreach (ref readonly var e in batch.AsSpan())
                encoder.Add(e);
            await storage.AppendAsync(0, Producer, [new EventBatch(sequence, batch.Length, encoder.Finish())], cancellationToken);
            sequence += batch.Length;
        }

        return (int)sequence - 1;
    }

    private static async Task RollAsync(InProcessStorage storage, CancellationToken cancellationToken)
    {
        var detection = new DetectionOptions();
        var engine = new DetectionEngine(BuiltInRules.All(detection), detection);
        var roller = new PartitionRoller(
            storage, Settings, engine, new CatalogStore(storage, NullLogger<CatalogStore>.Instance), new OutboxMover(storage, new NoAlerts(), NullLogger<OutboxMover>.Instance),
            new RollerOptions(), TimeProvider.System, NullLogger<PartitionRoller>.Instance);
        var lease = await storage.AcquireAsync(0, "roller", TimeSpan.FromMinutes(10), cancellationToken)
            ?? throw new BenchmarkException("The partition is taken, though nobody else is here.");
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rolling = Task.Run(() => roller.RunAsync(lease, done.Token), CancellationToken.None);
        while (!rolling.IsCompleted && (await storage.StatusAsync(0, cancellationToken)).Backlog > 0)
            await Task.Delay(20, cancellationToken);
        await done.CancelAsync();
        await rolling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (rolling.IsFaulted)
            await rolling;
    }

    private sealed class NoAlerts : IAlertSink
    {
        public ValueTask AcceptAsync(int partition, StreamPosition? position, Alert alert, bool isOfPersons, CancellationToken cancellationToken) => default;
    }
}
