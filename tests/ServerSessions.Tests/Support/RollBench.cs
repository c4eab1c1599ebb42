using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Tests.Support;

/// <summary>Partitions in the process, rolled by hand until nothing is left to read; the clock goes with the events.</summary>
internal sealed class RollBench : IAlertSink
{
    private static readonly RollerOptions Options = new() { CommitEvery = TimeSpan.Zero, PackJourneysEvery = TimeSpan.Zero, EntriesPerRead = 2, EventsPerCommit = 4 };

    private readonly DetectionOptions _detection = new();
    private readonly Dictionary<int, long> _sequences = [];
    private int _owners;

    private readonly JourneySettings _settings;
    private readonly DetectionEngine _engine;

    public RollBench(JourneySettings? settings = null, IEnumerable<ISessionDetector>? detectors = null)
    {
        Storage = new InProcessStorage(new InProcessStorageOptions(Partitions: 4), Clock);
        _settings = settings ?? JourneySettings.Default;
        _engine = new DetectionEngine(detectors ?? BuiltInRules.All(_detection), _detection);
    }

    /// <summary>Wraps the storage that workers get.</summary>
    public Func<ISessionStorage, ISessionStorage> Around { get; init; } = storage => storage;

    /// <summary>Kinds of records that erasures search.</summary>
    public IReadOnlyList<IPersonalRecords> Personal { get; set; } = [];

    public TestClock Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(SampleRequests.Zero / 1000));

    public JourneySettings Settings => _settings;

    public DetectionEngine Engine => _engine;

    public InProcessStorage Storage { get; }

    /// <summary>Every alert that was handed over, as often as it was.</summary>
    public List<Alert> Accepted { get; } = [];

    /// <summary>Those whose source only answers for what persons' browsers were made to send.</summary>
    public List<Alert> OfPersons { get; } = [];

    public ValueTask AcceptAsync(int partition, StreamPosition? position, Alert alert, bool isOfPersons, CancellationToken cancellationToken)
    {
        Accepted.Add(alert);
        if (isOfPersons)
            OfPersons.Add(alert);
        return default;
    }

    public int PartitionOf(in RequestEvent e) => PartitionMap.Of(e.Key, Storage.Partitions);

    public async Task AppendAsync(params IEnumerable<RequestEvent> events)
    {
        var encoder = new EventBatchEncoder();
        foreach (var chunk in events.Chunk(3))
        {
            MoveTo(chunk[^1].End);
            foreach (var group in chunk.GroupBy(e => PartitionOf(e)))
            {
                encoder.Begin("");
                foreach (var e in group)
                    encoder.Add(e);
                await AppendAsync(group.Key, group.Count(), encoder.Finish().ToArray());
            }
        }
    }

    public async Task AppendAsync(int partition, int count, byte[] payload)
    {
        var first = _sequences.GetValueOrDefault(partition) + 1;
        _sequences[partition] = first + count - 1;
        var result = await Storage.AppendAsync(partition, "web", [new EventBatch(first, count, payload)], default);
        Assert.Equal(AppendStatus.Appended, result.Status);
    }

    /// <summary>Rolls all partitions until they are at rest, signals included.</summary>
    public async Task RollAllAsync(Action<string>? before = null, Action<string>? after = null)
    {
        for (var round = 0; round < 3; round++)
            for (var p = 0; p < Storage.Partitions; p++)
                while (!await RollAsync(p, before, after)) ;
    }

    /// <summary>Another worker takes the partition and rolls it until nothing is left to read; false when it failed or left something to move.</summary>
    public async Task<bool> RollAsync(int partition, Action<string>? before = null, Action<string>? after = null)
    {
        if (await Storage.AcquireAsync(partition, $"worker {++_owners}", Options.LeaseTtl, default) is not { } lease)
            throw new InvalidOperationException("Another worker has the partition.");
        using var rest = new CancellationTokenSource();
        var storage = FaultyStorage.Over(
            Around(Storage),
            call =>
            {
                if (call == nameof(ISessionStorage.WaitAsync))
                    rest.Cancel();
                before?.Invoke(call);
            },
            after);
        try
        {
            await Roller(storage).RunAsync(lease, rest.Token);
            return !rest.IsCancellationRequested || (await Storage.StatusAsync(partition, default)).Outbox == 0;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            await Storage.ReleaseAsync(lease, default);
        }
    }

    public void MoveTo(long microseconds)
    {
        var by = UnixTime.ToDate(microseconds) - Clock.GetUtcNow();
        if (by > TimeSpan.Zero)
            Clock.Advance(by);
    }

    public async Task<IReadOnlyList<Journey>> JourneysAsync()
    {
        var codec = new JourneyCodec(new StringPool());
        var stored = await Storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 10_000), default);
        return [.. stored.Select(s => codec.Decode(s))];
    }

    /// <summary>All that can be read afterwards, as one text.</summary>
    public async Task<string> ResultAsync()
    {
        var rollups = await Storage.ReadRollupsAsync("overview", 0, long.MaxValue / 2, default);
        var alerts = new List<string>();
        var dead = 0;
        for (var p = 0; p < Storage.Partitions; p++)
        {
            alerts.AddRange((await Storage.ListAsync(p, CommitBuilder.AlertTable, DocumentRange.Oldest(100), default)).Select(d => $"{d.Id} {Convert.ToHexString(d.Data.Span)}"));
            dead += (await Storage.DeadLettersAsync(p, 100, default)).Count;
        }

        return JsonSerializer.Serialize(new
        {
            Journeys = await JourneysAsync(),
            Rollups = rollups.OrderBy(r => r.Key).Select(r => (r.Key, r.Value.OrderBy(f => f.Key, StringComparer.Ordinal))).Select(r => $"{r.Key}: {string.Join(", ", r.Item2)}"),
            Alerts = alerts,
            Dead = dead,
        });
    }

    public PartitionRoller Roller(ISessionStorage storage) => new(
        storage, _settings, _engine, new CatalogStore(storage, NullLogger<CatalogStore>.Instance),
        new OutboxMover(storage, this, NullLogger<OutboxMover>.Instance), Options, Clock, NullLogger<PartitionRoller>.Instance, personal: Personal);
}
