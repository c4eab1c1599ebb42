using Microsoft.Extensions.Time.Testing;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Journeys;
using ServerSessions.Response;
using ServerSessions.Settings;
using ServerSessions.Storage;

namespace ServerSessions.Testing;

/// <summary>
/// Decides whether everything that was served is processed and everything that is due is delivered. It only reads: no clock moves. The loops wait by the system's
/// clock (<see cref="WaitClock"/>), so they need no movement either.
/// </summary>
internal sealed class Settlement(
    ISessionStorage storage, CaptureCounters counters, EventQueue queue, RollProgress progress, DeliverySignal deliveries, DecisionFeed decisions,
    RegisteredRoles registered, FakeTimeProvider clock)
{
    private const int PageSize = 256;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits until nothing is left to do at the clock's present time.</summary>
    /// <exception cref="TimeoutException">Something was left after the limit; the message says what.</exception>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var commits = progress.Commits;
            // Twice without a commit between: what one partition sends another while both are read shows in the second reading.
            var left = await LeftAsync(cancellationToken) ?? await LeftAsync(cancellationToken);
            if (left is null && progress.Commits == commits)
                break;
            if (TimeProvider.System.GetElapsedTime(began) >= limit)
                throw new TimeoutException($"After {limit.TotalSeconds:0.###} seconds the application had not settled: {left ?? "partitions still commit"}.");
            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }

        if (registered.Roles.HasFlag(SessionTrackingRoles.Capture))
            await decisions.RefreshAsync(cancellationToken);
    }

    private async ValueTask<string?> LeftAsync(CancellationToken cancellationToken)
    {
        var settled = counters.Recorded + counters.Dropped + counters.Excluded;
        if (counters.Served != settled || queue.Count > 0)
            return $"{counters.Served} requests were served, {settled} are recorded, dropped or excluded, and {queue.Count} events are queued";
        if (!registered.Roles.HasFlag(SessionTrackingRoles.Roll))
            return null;
        var now = clock.GetUtcNow();
        for (var partition = 0; partition < storage.Partitions; partition++)
        {
            if (!progress.HasRested(partition, now))
                return $"partition {partition} has not processed its events up to {now:O}";
            var status = await storage.StatusAsync(partition, cancellationToken);
            if (status.Backlog > 0 || status.Outbox > 0)
                return $"partition {partition} has {status.Backlog} entries to process and {status.Outbox} in its outbox";
        }

        if (!registered.Roles.HasFlag(SessionTrackingRoles.Deliver))
            return null;
        for (var partition = 0; partition < storage.Partitions; partition++)
            if (await DueAsync(partition, now, cancellationToken) is { } due)
            {
                // Its poll waits by the application's clock, and may have been set before that moved.
                deliveries.Partition(partition);
                return $"the message {due.Message} to {due.Target} is due since {due.Next:O}, tried {due.Tries} times";
            }

        return null;
    }

    // By the delivery itself and not by its order, which a claim moves ahead while an attempt is under way.
    private async ValueTask<Delivery?> DueAsync(int partition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (long, string)? after = null;
        while (true)
        {
            var page = await storage.ListAsync(partition, DeliveryStore.Table, new DocumentRange(0, long.MaxValue, PageSize, After: after), cancellationToken);
            foreach (var document in page)
                if (DeliveryStore.Decode(document.Data.Span) is var delivery && DeliveryStore.IsDue(delivery, now))
                    return delivery;
            if (page.Count < PageSize)
                return null;
            after = (page[^1].Order, page[^1].Id);
        }
    }
}
