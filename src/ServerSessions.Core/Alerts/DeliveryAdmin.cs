using System.Security.Cryptography;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Storage;

namespace ServerSessions.Alerts;

/// <summary>Lists deliveries with their attempts for the admin API, and sends them again.</summary>
internal sealed class DeliveryAdmin(
    IDocumentStore documents, DeliveryStore store, DeliveryTargets targets, AlertDispatcher dispatcher, DeliverySignal wake, PartitionCount partitions, TimeProvider time)
{
    private const int PageSize = 256;
    private const int MaxScanned = 5_000;

    /// <summary>Lists the newest deliveries to a target, including pending ones; those of one state, or all.</summary>
    /// <returns>Null when there is no such webhook.</returns>
    public async ValueTask<(IReadOnlyList<DeliveryReport> Items, bool More)?> ListAsync(
        string id, DeliveryState? state, (long Created, string Id)? after, int limit, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } target)
            return null;
        var all = new List<DeliveryReport>();
        await foreach (var (key, delivery, _) in OfAsync(target.Id, long.MinValue, cancellationToken))
            if (state is null || delivery.State == state)
                all.Add(DeliveryReport.Of(key, delivery));
        var rest = all.OrderByDescending(d => d.Created).ThenByDescending(d => d.Id, StringComparer.Ordinal)
            .SkipWhile(d => after is var (created, last) && (d.Created.UtcTicks > created || (d.Created.UtcTicks == created && string.CompareOrdinal(d.Id, last) >= 0))).ToList();
        return ([.. rest.Take(limit)], rest.Count > limit);
    }

    /// <summary>Sends a delivery again, whatever its state. The receiver recognises it by its id.</summary>
    /// <returns>Null when there is no such delivery.</returns>
    public async ValueTask<DeliveryReport?> ResendAsync(string text, CancellationToken cancellationToken)
    {
        if (!DeliveryKey.TryParse(text, out var key) || key.Partition >= partitions())
            return null;
        while (await documents.GetAsync(key.Partition, DeliveryStore.Table, key.Id, cancellationToken) is { } document)
        {
            var again = DeliveryStore.Decode(document.Data.Span).Again(time.GetUtcNow());
            if (await store.PutAsync(key, again, document.Version, cancellationToken) is null)
                continue;
            wake.Partition(key.Partition);
            return DeliveryReport.Of(key, again);
        }

        return null;
    }

    /// <summary>Sends all failed deliveries again that were created since a moment.</summary>
    /// <returns>The number of deliveries; null when there is no such webhook.</returns>
    public async ValueTask<int?> RecoverAsync(string id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } target)
            return null;
        var recovered = 0;
        var failed = new List<(DeliveryKey Key, Delivery Delivery, long Version)>();
        await foreach (var one in OfAsync(target.Id, long.MinValue, cancellationToken))
            if (one.Delivery.State == DeliveryState.Failed && one.Delivery.Created >= since)
                failed.Add(one);
        foreach (var (key, delivery, version) in failed.OrderBy(f => f.Delivery.Created))
            if (await store.PutAsync(key, delivery.Again(time.GetUtcNow()), version, cancellationToken) is not null)
                recovered++;
        wake.All();
        return recovered;
    }

    /// <summary>Sends an event of the type <c>session.alert.test</c>.</summary>
    /// <returns>Null when there is no such webhook.</returns>
    public async ValueTask<DeliveryReport?> TestAsync(string id, string? by, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } target)
            return null;
        var now = time.GetUtcNow();
        var alert = new Alert
        {
            Id = "test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Finding = new Finding
            {
                Rule = "test",
                Name = "test",
                Severity = Severity.Info,
                Subject = new Subject(ActorKind.Site, Pseudonym.None.ToString()),
                First = now,
                Raised = now,
                Last = now,
                Count = 1,
                Reason = $"A test, requested by {by ?? "an unknown user"}: there is no incident.",
            },
        };
        var key = await dispatcher.SendAsync(0, target, alert, cancellationToken);
        return await documents.GetAsync(key.Partition, DeliveryStore.Table, key.Id, cancellationToken) is { } made ? DeliveryReport.Of(key, DeliveryStore.Decode(made.Data.Span)) : null;
    }

    private async ValueTask<IDeliveryTarget?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await targets.RefreshAsync(now: true, cancellationToken);
        return targets.Find(WebhookTarget.Prefix + id);
    }

    private async IAsyncEnumerable<(DeliveryKey Key, Delivery Delivery, long Version)> OfAsync(
        string target, long from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < partitions(); partition++)
        {
            (long, string)? after = null;
            for (var scanned = 0; scanned < MaxScanned; scanned += PageSize)
            {
                var page = await documents.ListAsync(partition, DeliveryStore.Table, new DocumentRange(from, long.MaxValue, PageSize, After: after), cancellationToken);
                foreach (var document in page)
                {
                    var key = new DeliveryKey(partition, document.Id);
                    // A summary that is not due yet is not shown.
                    if (key.Target == target && DeliveryStore.Decode(document.Data.Span) is { IsUnwritten: false } delivery)
                        yield return (key, delivery, document.Version);
                }

                if (page.Count < PageSize)
                    break;
                after = (page[^1].Order, page[^1].Id);
            }
        }
    }
}
