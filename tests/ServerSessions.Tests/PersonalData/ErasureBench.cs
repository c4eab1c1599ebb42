using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Detection;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.PersonalData;
using ServerSessions.Privacy;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.PersonalData;

/// <summary>Partitions that are rolled by hand, and the erasures in them.</summary>
internal sealed class ErasureBench : IAuditNames
{
    private readonly ErasureStore _store;
    private readonly ErasureRounds _rounds;

    public ErasureBench(IEnumerable<ISessionDetector>? detectors = null, Func<ISessionStorage, ISessionStorage>? storage = null)
    {
        Bench = new RollBench(detectors: detectors);
        var over = storage?.Invoke(Bench.Storage) ?? Bench.Storage;
        var sessions = new PersonSessions(over, Bench.Settings, Bench.Engine);
        Bench.Personal =
        [
            new SessionRecords(sessions), new MemoryRecords(over, Bench.Engine), new AlertRecords(over), new DeliveryRecords(over),
            new DecisionRecords(over, Bench.Clock), new SuppressionRecords(over), new DeadLetterRecords(over), new ReplayRecords(over),
        ];
        _store = new ErasureStore(over);
        _rounds = new ErasureRounds(over, _store, sessions, Bench.Clock);
        Privacy = new SessionPrivacy(
            over, new SubjectFinder(new Pseudonymizer(new KeyRing([]))), new PersonExport(Bench.Personal, sessions, Bench.Clock), sessions, _store, _rounds, new RetentionKinds(over, new RetentionLimits(TimeSpan.FromDays(90), TimeSpan.FromDays(30), 1_000), Bench.Clock), new ConsentCounts(over), this, Bench.Clock,
            NullLogger<SessionPrivacy>.Instance);
    }

    public RollBench Bench { get; }

    public SessionPrivacy Privacy { get; }

    public string Of(string? name, string missing) => name ?? missing;

    /// <summary>One look of the service at the erasures that run.</summary>
    public async Task StepAsync()
    {
        foreach (var (erasure, version) in await _store.SinceAsync(DateTimeOffset.MinValue, default))
            await _rounds.StepAsync(erasure, version, default);
    }

    /// <summary>Rolls and steps until the erasure is done.</summary>
    public async Task<ErasureReport> FinishAsync(string erasure, Action<string>? before = null, Action<string>? after = null)
    {
        for (var round = 0; round < 300; round++)
        {
            try
            {
                await StepAsync();
                await Bench.RollAllAsync(before, after);
                if (await Privacy.FindErasureAsync(erasure) is { State: ErasureState.Done } done)
                    return done;
            }
            catch (IOException)
            {
                // The worker died there; another one looks next.
            }
        }

        throw new TimeoutException("The erasure is not done after 300 rounds.");
    }

    /// <summary>Every byte that the storage holds, by its place.</summary>
    public async Task<IReadOnlyList<(string Place, byte[] Bytes)>> DumpAsync()
    {
        var storage = Bench.Storage;
        var all = new List<(string, byte[])>();
        for (var p = 0; p < storage.Partitions; p++)
        {
            all.AddRange((await storage.ReadAsync(p, default, 100_000, default)).Select(e => ("log", e.Batch.Payload.ToArray())));
            foreach (var kind in Enum.GetValues<ActorKind>())
                all.AddRange((await storage.ListLiveAsync(p, kind, default)).Select(l => ($"live {kind}", Named(l.Key.Id, l.State.Span))));
            all.AddRange((await storage.DeadLettersAsync(p, 10_000, default)).Select(d => ($"dead letter ({d.Reason})", d.Payload.ToArray())));
            all.AddRange((await storage.ReadOutboxAsync(p, 10_000, default)).Select(o => ("outbox", o.Item.Payload.ToArray())));
            foreach (var table in Tables)
                all.AddRange((await storage.ListAsync(p, table, DocumentRange.Oldest(100_000), default)).Select(d => ($"table {table}", (byte[])[.. System.Text.Encoding.UTF8.GetBytes(d.Id), .. d.Data.Span])));
        }

        foreach (var journey in await storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 100_000), default))
            all.Add(("journey", Named(PersonIds.Of(journey.Id), Named(journey.User, journey.Data.Span))));
        return all;
    }

    public static IEnumerable<string> Tables => new RegistryTests.Declared().All;

    /// <summary>A batch that no reader accepts, with ids of a person in it.</summary>
    public static byte[] Harmed(in RequestEvent e)
    {
        var encoder = new EventBatchEncoder();
        encoder.Begin("");
        encoder.Add(e);
        var bytes = encoder.Finish().ToArray();
        bytes[0] ^= 0x40;
        return bytes;
    }

    private static byte[] Named(Pseudonym id, ReadOnlySpan<byte> data)
    {
        var bytes = new byte[Pseudonym.Size + data.Length];
        id.Write(bytes);
        data.CopyTo(bytes.AsSpan(Pseudonym.Size));
        return bytes;
    }
}
