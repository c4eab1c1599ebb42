using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys;

/// <summary>
/// Does what commits have left in a partition's outbox, in order: signals to the actors' partitions, sessions into the users'
/// indexes, alerts to their delivery. Everything here may be done twice and takes effect once.
/// </summary>
internal sealed class OutboxMover(ISessionStorage storage, IAlertSink alerts, ILogger<OutboxMover> logger)
{
    private const int Most = 64;

    /// <summary>Moves what is there. Returns false when the lease was lost.</summary>
    public async ValueTask<bool> MoveAsync(PartitionLease lease, CancellationToken cancellation)
    {
        while (true)
        {
            var entries = await storage.ReadOutboxAsync(lease.Partition, Most, cancellation);
            if (entries.Count == 0)
                return true;
            foreach (var entry in entries)
                await MoveAsync(lease, entry, cancellation);
            if (!await storage.AcknowledgeOutboxAsync(lease, entries[^1].Position, cancellation))
                return false;
        }
    }

    private async ValueTask MoveAsync(PartitionLease lease, OutboxEntry entry, CancellationToken cancellation)
    {
        try
        {
            switch (entry.Item.Kind)
            {
                case OutboxKind.Signals:
                    await SignalAsync(lease.Partition, entry.Item, cancellation);
                    break;
                case OutboxKind.UserIndex:
                    foreach (var user in UserIndexCodec.Decode(entry.Item.Payload).GroupBy(p => p.User, p => p.Session))
                        await storage.IndexAsync(user.Key, [.. user], cancellation);
                    break;
                case OutboxKind.Alert:
                    await alerts.AcceptAsync(lease.Partition, AlertJson.Decode(entry.Item.Payload.Span), cancellation);
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

    private async ValueTask SignalAsync(int from, OutboxItem item, CancellationToken cancellation)
    {
        var producer = string.Create(CultureInfo.InvariantCulture, $"roll:p{from:00}>p{item.Target:00}");
        var batch = new EventBatch(item.FirstSequence, item.Count, item.Payload);
        var result = await storage.AppendAsync(item.Target, producer, [batch], cancellation);
        if (result.Status == AppendStatus.Gap)
            Log.SignalGap(logger, from, item.Target, item.FirstSequence, result.LastSequence);
    }
}
