using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports;

/// <summary>Reads journeys, open and closed, from storage. One for each call: its codecs are for one thread.</summary>
internal sealed class JourneyReader(ISessionStorage storage, JourneySettings settings, DetectionEngine detection)
{
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
        var all = new List<Journey>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            all.AddRange(await LiveAsync(partition, cancellation));
        return all;
    }

    private async ValueTask<IEnumerable<Journey>> LiveAsync(int partition, CancellationToken cancellation) =>
        (await storage.ListLiveAsync(partition, ActorKind.Session, cancellation))
            .Select(entry => _live.Decode(entry.State))
            .Where(session => session.IsOpen)
            .Select(session => session.Build(settings, CloseReason.Open));
}
