using System.Runtime.CompilerServices;
using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Model.Erasing;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Finds a person's sessions: open ones, those on their way into the index of users, and those of the index.</summary>
internal sealed class PersonSessions(ISessionStorage storage, JourneySettings settings, DetectionEngine detection)
{
    private const int MaxOpen = 10_000;
    private const int PageSize = 500;

    // Above this number in a month, the index may have dropped older ones.
    private const int MaxIndexed = 1_000;

    public async IAsyncEnumerable<Journey> ListAsync(PersonIds ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new JourneyReader(storage, settings, detection);
        var seen = new HashSet<SessionId>();
        foreach (var id in ids.Sessions)
            if (await reader.FindAsync(id, cancellationToken) is { } journey && seen.Add(journey.Id))
                yield return journey;
        if (!ids.IsPerson)
            yield break;
        Pseudonym[] users = [.. ids.Users];
        // In this order no session is missed that closes meanwhile.
        var (open, _) = await reader.NewestOpenAsync(before: null, users, MaxOpen, cancellationToken);
        foreach (var (_, state) in open)
            if (reader.ReadOpen(state) is var journey && seen.Add(journey.Id))
                yield return journey;
        foreach (var user in users)
            foreach (var journey in await reader.ListUnindexedAsync(user, cancellationToken))
                if (seen.Add(journey.Id))
                    yield return journey;
        var months = new Dictionary<int, int>();
        foreach (var user in users)
            await foreach (var stored in IndexedAsync(user, cancellationToken))
            {
                var month = (stored.Id.Start.Year * 12) + stored.Id.Start.Month;
                months[month] = months.GetValueOrDefault(month) + 1;
                if (seen.Add(stored.Id))
                    yield return reader.Read(stored);
            }

        if (!months.Values.Any(count => count >= MaxIndexed))
            yield break;
        for (var partition = 0; partition < storage.Partitions; partition++)
            await foreach (var stored in ScannedAsync(partition, cancellationToken))
                if (users.Contains(stored.User) && seen.Add(stored.Id))
                    yield return reader.Read(stored);
    }

    /// <summary>What a person is known by in the sessions that are found, and when they used each browser.</summary>
    public async ValueTask<Person> IdentifyAsync(PersonIds ids, CancellationToken cancellationToken)
    {
        var (keys, signIns, sessions) = (new HashSet<Pseudonym>(), new HashSet<Pseudonym>(), new HashSet<SessionId>());
        var times = new BrowserTimes();
        await foreach (var journey in ListAsync(ids, cancellationToken))
        {
            sessions.Add(journey.Id);
            if (journey.KeyKind != KeyKind.Daily)
            {
                keys.Add(journey.Key);
                times.Add(journey, settings.IdleTimeout);
            }

            if (!journey.AuthSession.IsNone)
                signIns.Add(journey.AuthSession);
        }

        return new Person(ids.With(new PersonIds { Keys = keys, SignIns = signIns, Sessions = sessions })) { Times = times };
    }

    private async IAsyncEnumerable<StoredJourney> IndexedAsync(Pseudonym user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SessionId? before = null;
        while (await storage.ListAsync(new JourneyQuery(0, long.MaxValue, user, before, PageSize), cancellationToken) is { Count: > 0 } page)
        {
            foreach (var stored in page)
                yield return stored;
            before = page[^1].Id;
        }
    }

    private async IAsyncEnumerable<StoredJourney> ScannedAsync(int partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SessionId? after = null;
        while (await storage.ScanAsync(partition, new JourneyScan(0, long.MaxValue, after, PageSize), cancellationToken) is { Count: > 0 } page)
        {
            foreach (var stored in page)
                yield return stored;
            after = page[^1].Id;
        }
    }
}
