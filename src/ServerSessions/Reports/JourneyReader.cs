using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports;

/// <summary>Reads journeys, open and closed, from storage. One for each call: its codecs are for one thread.</summary>
internal sealed class JourneyReader(ISessionStorage storage, JourneySettings settings, DetectionEngine detection)
{
    private const int PartitionsAtOnce = 4;

    private readonly JourneyCodec _closed = new(new StringPool());
    private readonly LiveSessionCodec _live = new(
        new StringPool(), detection.CapacityOf);

    public async ValueTask<Journey?> FindAsync(SessionId id, CancellationToken cancellation)
    {
        if (await storage.FindAsync(id, cancellation) is { } stored)
            return _closed.Decode(stored);
        // Its partition is in the id; its key is not, so the partition's live sessions are looked through.
        return id.Partition < storage.Partitions
            ? (await LiveAsync(id.Partition, cancellation)).FirstOrDefault(j => j.Id == id)
            : null;
    }

    public Journey Read(StoredJourney stored) => _closed.Decode(stored);

    public async ValueTask<IReadOnlyList<Journey>> LiveAsync(CancellationToken cancellation)
    {
        // A few at a time: all live sessions at once would be more than a server can answer before its calls are given up.
        var partitions = new IReadOnlyList<LiveEntry>[storage.Partitions];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, partitions.Length), new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellation },
            async (p, token) => partitions[p] = await storage.ListLiveAsync(p, ActorKind.Session, token));
        return [.. partitions.SelectMany(Open)];
    }

    private async ValueTask<IEnumerable<Journey>> LiveAsync(int partition, CancellationToken cancellation) =>
        Open(await storage.ListLiveAsync(partition, ActorKind.Session, cancellation));

    private IEnumerable<Journey> Open(IEnumerable<LiveEntry> entries) =>
        entries.Select(entry => _live.Decode(entry.State))
            .Where(session => session is { IsOpen: true, IsShown: true })
            .Select(session => session.Build(settings, CloseReason.Open));
}
