using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Personal;

/// <summary>Reads the journeys of one signed-in user, closed and open, under each pseudonym that they may be stored under, and never another's.</summary>
internal sealed class PersonJourneys(ISessionStorage storage, OpenSessions open, JourneySettings settings, DetectionEngine detection)
{
    private const int Chunk = 200;

    /// <summary>The newest journeys that began since a moment, newest first.</summary>
    /// <returns>The journeys, and whether there are no more.</returns>
    public async ValueTask<(IReadOnlyList<Journey> Journeys, bool IsComplete)> ListAsync(
        IReadOnlyList<Pseudonym> users, DateTimeOffset from, int max, CancellationToken cancellationToken)
    {
        var reader = Reader();
        var found = new Dictionary<SessionId, Journey>();
        // The open ones first: one that is closed meanwhile is found twice, and not missed.
        foreach (var journey in await OpenAsync(reader, users, cancellationToken))
            if (journey.Start >= from)
                found[journey.Id] = journey;
        var isComplete = true;
        foreach (var user in users.Distinct())
        {
            SessionId? before = null;
            for (var read = 0; ;)
            {
                var page = await storage.ListAsync(new JourneyQuery(from.ToUnixTimeMilliseconds(), long.MaxValue, user, before, Chunk), cancellationToken);
                foreach (var stored in page)
                    if (reader.Read(stored) is var journey && journey.User == user)
                        found[journey.Id] = journey;
                read += page.Count;
                if (page.Count < Chunk)
                    break;
                before = page[^1].Id;
                if (read < max)
                    continue;
                isComplete = false;
                break;
            }

            // What has closed a moment ago is on its way to the index.
            foreach (var journey in await reader.ListUnindexedAsync(user, cancellationToken))
                if (journey.User == user && journey.Start >= from)
                    found[journey.Id] = journey;
        }

        return ([.. found.Values.OrderByDescending(j => j.Id).Take(max)], isComplete && found.Count <= max);
    }

    /// <summary>One journey of the user; null when it is another's, as when there is none.</summary>
    public async ValueTask<Journey?> FindAsync(IReadOnlyList<Pseudonym> users, SessionId id, CancellationToken cancellationToken)
    {
        if (id.Partition >= storage.Partitions)
            return null;
        var reader = Reader();
        var journey = await storage.FindAsync(id, cancellationToken) is { } stored ? reader.Read(stored)
            : await storage.FindOpenAsync(id, cancellationToken) is { } key ? await ReadOpenAsync(reader, id, key, cancellationToken)
            : null;
        return journey is not null && users.Contains(journey.User) ? journey : null;
    }

    private async ValueTask<IReadOnlyList<Journey>> OpenAsync(JourneyReader reader, IReadOnlyList<Pseudonym> users, CancellationToken cancellationToken)
    {
        var found = new List<Journey>();
        foreach (var (id, key, _) in await open.OfAsync(users, cancellationToken))
            if (await ReadOpenAsync(reader, id, key, cancellationToken) is { } journey && users.Contains(journey.User))
                found.Add(journey);
        return found;
    }

    private async ValueTask<Journey?> ReadOpenAsync(JourneyReader reader, SessionId id, Pseudonym key, CancellationToken cancellationToken) =>
        await storage.FindLiveAsync(id.Partition, new LiveKey(ActorKind.Session, key), cancellationToken) is { } state && reader.ReadOpen(state) is var journey && journey.Id == id ? journey : null;

    private JourneyReader Reader() => new(storage, settings, detection);
}
