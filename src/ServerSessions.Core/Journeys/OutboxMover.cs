using Microsoft.Extensions.Logging;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.People;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys;

/// <summary>
/// Does what commits have left in a partition's outbox, in order: signals to the actors' partitions, sessions into the users'
/// indexes, alerts to their delivery, suspects to the response, and reports to the memories of people. Everything here may be done twice and takes effect once.
/// </summary>
internal sealed class OutboxMover(ISessionStorage storage, IAlertSink alerts, ILogger<OutboxMover> logger, IResponseSink? responses = null, PersonStore? people = null)
{
    private const int MaxEntries = 64;

    private readonly PersonStore _people = people ?? new PersonStore(storage, new LiveJourneyOptions(), TimeProvider.System);
    private int _waits;

    /// <summary>
    /// Moves what is there, oldest first. What cannot be taken now (the storage is full, another partition's server is away) stays for
    /// later with all that follows it, and never stops the partition's own commits: they are what frees a full storage.
    /// </summary>
    public async ValueTask<MoveResult> MoveAsync(PartitionLease lease, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await storage.ReadOutboxAsync(lease.Partition, MaxEntries, cancellationToken);
            var moved = await MoveAsync(lease, entries, cancellationToken);
            if (moved > 0 && !await storage.AcknowledgeOutboxAsync(lease, entries[moved - 1].Position, cancellationToken))
                return MoveResult.LeaseLost;
            if (moved < entries.Count)
                return MoveResult.Later;
            if (entries.Count > 0)
                continue;
            Interlocked.Exchange(ref _waits, 0);
            return MoveResult.Done;
        }
    }

    private async ValueTask<int> MoveAsync(PartitionLease lease, IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            try
            {
                await MoveAsync(lease, entries[i], cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (Interlocked.Exchange(ref _waits, 1) == 0)
                    Log.OutboxWaits(logger, lease.Partition, exception.Message);
                return i;
            }
        }

        return entries.Count;
    }

    private async ValueTask MoveAsync(PartitionLease lease, OutboxEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            switch (entry.Item.Kind)
            {
                case OutboxKind.Signals:
                    await SignalAsync(lease.Partition, entry.Item, cancellationToken);
                    break;
                case OutboxKind.UserIndex:
                    foreach (var user in UserIndexCodec.Decode(entry.Item.Payload).GroupBy(p => p.User, p => p.Session))
                        await storage.IndexAsync(user.Key, [.. user], cancellationToken);
                    break;
                case OutboxKind.Alert or OutboxKind.AlertOfPersons:
                    await alerts.AcceptAsync(lease.Partition, entry.Position, AlertJson.Decode(entry.Item.Payload.Span), entry.Item.Kind == OutboxKind.AlertOfPersons, cancellationToken);
                    break;
                case OutboxKind.Candidate:
                    if (responses is not null)
                        await responses.AcceptAsync(ResponseCandidate.Decode(entry.Item.Payload.Span), cancellationToken);
                    break;
                case OutboxKind.Progress:
                    await _people.MergeAsync(PersonCodec.DecodeReports(entry.Item.Payload), cancellationToken);
                    break;
                default:
                    throw new InvalidMessageException($"Outbox entry of kind {entry.Item.Kind}.");
            }
        }
        catch (Exception exception) when (exception is InvalidMessageException or FormatException)
        {
            // What cannot be read now can never be read: it must not hold up what stands behind it.
            Log.OutboxEntryUnreadable(logger, lease.Partition, entry.Position.ToString(), exception);
        }
    }

    private async ValueTask SignalAsync(int from, OutboxItem item, CancellationToken cancellationToken)
    {
        var producer = SignalProducer.Name(from, item.Target);
        var batch = new EventBatch(item.FirstSequence, item.Count, item.Payload);
        var result = await storage.AppendAsync(item.Target, producer, [batch], cancellationToken);
        if (result.Status == AppendStatus.Busy)
            throw new StorageFullException($"partition {item.Target} takes nothing now.");
    }
}
