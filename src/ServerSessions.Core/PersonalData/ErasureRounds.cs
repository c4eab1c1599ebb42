using System.Globalization;
using System.Runtime.InteropServices;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.PersonalData;

/// <summary>
/// Takes an erasure from round to round. Each round sends the ids to every partition through its log; a partition that finds more causes another round. The last round comes when
/// nothing more is found, and searches again for what was on its way between partitions. Every step may be done twice, and by any worker.
/// </summary>
internal sealed class ErasureRounds(ISessionStorage storage, ErasureStore store, PersonSessions sessions, TimeProvider time)
{
    private const int IdsPerNotice = 4_096;

    /// <summary>Takes the next step, if the partitions are ready for it.</summary>
    /// <returns>Whether the erasure still runs.</returns>
    public async ValueTask<bool> StepAsync(Erasure erasure, long version, CancellationToken cancellationToken)
    {
        if (erasure.IsCancelled)
            return false;
        // Partitions forget an erasure after a day: one that has waited for long, for its turn or for a worker, is not too old when it begins.
        if (erasure.Round == 0 && time.GetUtcNow() - (ErasurePart.Kept / 2) is var oldest && erasure.At < oldest)
            erasure = erasure with { At = oldest };
        if (erasure is { Round: 0, OnlyJourneys: true })
            return await BeginAsync(erasure, version, PersonIds.Read(erasure.Ids), isLast: true, cancellationToken);
        if (erasure.Round == 0)
        {
            var found = (await sessions.IdentifyAsync(PersonIds.Read(erasure.Ids), cancellationToken)).Ids;
            return await BeginAsync(erasure, version, erasure.IsPerson ? found : PersonIds.Read(erasure.Ids), isLast: false, cancellationToken);
        }

        var parts = await PartsAsync(erasure.Id, cancellationToken);
        var ids = PersonIds.Read(erasure.Ids);
        var more = parts.OfType<ErasurePart>().Select(p => PersonIds.Read(p.Found)).Aggregate(PersonIds.None, (all, part) => all.With(part)).Except(ids);
        if (more.Count > 0)
            return await BeginAsync(erasure, version, ids.With(more), isLast: false, cancellationToken);
        if (erasure.IsDone)
            return false;
        var notices = Notices(erasure, ids);
        for (var partition = 0; partition < parts.Length; partition++)
            if (!HasReceived(parts[partition], erasure, notices.Count))
                await SendAsync(partition, erasure, notices, cancellationToken);
        if (!Array.TrueForAll(parts, p => IsDone(p, erasure, notices.Count)))
            return true;
        if (erasure.At > erasure.SentAt)
            return await BeginAsync(erasure, version, ids, isLast: erasure.OnlyJourneys, cancellationToken);
        return erasure.IsLast
            ? await EndAsync(erasure, version, ids, parts, cancellationToken)
            : await BeginAsync(erasure, version, ids, isLast: true, cancellationToken);
    }

    /// <summary>Number of partitions that are done with the current round.</summary>
    public async ValueTask<int> CountDoneAsync(Erasure erasure, CancellationToken cancellationToken)
    {
        if (erasure.State is not ErasureState.Running)
            return erasure.State == ErasureState.Done ? storage.Partitions : 0;
        var notices = Notices(erasure, PersonIds.Read(erasure.Ids)).Count;
        return (await PartsAsync(erasure.Id, cancellationToken)).Count(p => IsDone(p, erasure, notices));
    }

    private async ValueTask<bool> BeginAsync(Erasure erasure, long version, PersonIds ids, bool isLast, CancellationToken cancellationToken)
    {
        var next = erasure with { Round = erasure.Round + 1, SentAt = erasure.At, IsLast = isLast, Ids = ids.Write(), DoneAt = null };
        if (!await store.PutAsync(next, version, cancellationToken))
            return true; // another worker was faster
        var notices = Notices(next, ids);
        for (var partition = 0; partition < storage.Partitions; partition++)
            await SendAsync(partition, next, notices, cancellationToken);
        return true;
    }

    // The index last: nothing adds to it any more.
    private async ValueTask<bool> EndAsync(Erasure erasure, long version, PersonIds ids, ErasurePart?[] parts, CancellationToken cancellationToken)
    {
        // Of a user who has withdrawn, some sessions may stay.
        foreach (var user in erasure.OnlyJourneys ? [] : ids.Users)
            await storage.UnindexAsync(user, cancellationToken);
        if (erasure.Owner is { } owner && Pseudonym.TryParse(owner, out var other))
            await storage.UnindexAsync(other, [.. ids.Sessions], cancellationToken);
        var erased = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, count) in parts.SelectMany(p => p!.Erased))
            CollectionsMarshal.GetValueRefOrAddDefault(erased, name, out _) += count;
        return !await store.PutAsync(erasure with { DoneAt = time.GetUtcNow(), Ids = PersonIds.None.Write(), Owner = null, Erased = erased }, version, cancellationToken);
    }

    private static List<ErasureNotice> Notices(Erasure erasure, PersonIds ids)
    {
        var chunks = ids.Chunk(IdsPerNotice).ToList();
        return [.. chunks.Select(chunk => new ErasureNotice
        {
            Time = erasure.At.ToMicroseconds(),
            Erasure = erasure.Id,
            Round = erasure.Round,
            Parts = chunks.Count,
            IsLast = erasure.IsLast,
            OnlyJourneys = erasure.OnlyJourneys,
            Ids = chunk.Write(),
        })];
    }

    // The producer's name and the sequence make each notice come once, however often it is sent.
    private async ValueTask SendAsync(int partition, Erasure erasure, List<ErasureNotice> notices, CancellationToken cancellationToken)
    {
        // Events name the version of the endpoint table; the notice must not hide it from what is folded next.
        var catalog = await storage.ListAsync(0, CatalogStore.Table, DocumentRange.Newest(1), cancellationToken) is [var newest] ? newest.Id : "";
        var producer = string.Create(CultureInfo.InvariantCulture, $"erasure:{erasure.Id}:{erasure.Round}");
        var encoder = new EventBatchEncoder();
        var batches = new List<EventBatch>(notices.Count);
        foreach (var notice in notices)
        {
            encoder.Begin(catalog);
            encoder.Add(new Signal(ActorKind.Session, default, default, notice));
            batches.Add(new EventBatch(batches.Count + 1, 1, encoder.Finish().ToArray()));
        }

        if ((await storage.AppendAsync(partition, producer, batches, cancellationToken)).Status == AppendStatus.Busy)
            throw new StorageFullException($"partition {partition} takes no erasure now.");
    }

    private async ValueTask<ErasurePart?[]> PartsAsync(string erasure, CancellationToken cancellationToken)
    {
        var parts = new ErasurePart?[storage.Partitions];
        for (var partition = 0; partition < parts.Length; partition++)
            if (await storage.GetAsync(partition, ErasurePart.Table, erasure, cancellationToken) is { } document)
                parts[partition] = ErasurePart.Read(document);
        return parts;
    }

    private static bool HasReceived(ErasurePart? part, Erasure erasure, int notices) => part?.Round == erasure.Round && part.Received >= notices;

    private static bool IsDone(ErasurePart? part, Erasure erasure, int notices) => HasReceived(part, erasure, notices) && part!.IsDone;
}
