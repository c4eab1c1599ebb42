using System.Text.Json;
using ServerSessions.Storage;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>
/// Deliveries as documents. A pending one is ordered by the time of its next attempt (above zero), an ended one by its end, negated:
/// so the due ones are one range, the ended ones another with the newest first.
/// </summary>
internal sealed class DeliveryStore(IDocumentStore documents)
{
    public const string Table = "deliveries";
    private const int PageSize = 256;

    /// <summary>Creates a delivery. False when it exists already, in any state.</summary>
    public async ValueTask<bool> CreateAsync(DeliveryKey key, Delivery delivery, CancellationToken cancellationToken) =>
        await PutAsync(key, delivery, expectedVersion: 0, cancellationToken) is not null;

    /// <summary>Stores that a later message has reported more of an alert whose summary is not written yet. Repeating it changes nothing.</summary>
    /// <exception cref="FormatException">The document is no delivery.</exception>
    public async ValueTask RaiseSentAsync(DeliveryKey key, int sent, CancellationToken cancellationToken)
    {
        while (await documents.GetAsync(key.Partition, Table, key.Id, cancellationToken) is { } document
            && Decode(document.Data.Span) is { IsUnwritten: true } delivery && delivery.Sent < sent
            && await PutAsync(key, delivery with { Sent = sent }, document.Version, cancellationToken) is null)
        {
        }
    }

    /// <summary>
    /// Claims a due delivery for this node by moving its order ahead. Until then no other node uses it; if this process dies, it is due again.
    /// </summary>
    /// <returns>Null when it is not due, or another node was faster.</returns>
    /// <exception cref="FormatException">The document is no delivery.</exception>
    public async ValueTask<(Delivery Delivery, long Version)?> ClaimAsync(
        DeliveryKey key, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await documents.GetAsync(key.Partition, Table, key.Id, cancellationToken) is not { } document || !IsDue(document, now)) return null;
        var claimed = await documents.PutAsync(key.Partition, Table, key.Id, Milliseconds(until), document.Data, document.Version, cancellationToken);
        return claimed is { } version ? (Decode(document.Data.Span), version) : null;
    }

    /// <returns>Null when the document has changed since <paramref name="expectedVersion"/>.</returns>
    public ValueTask<long?> PutAsync(DeliveryKey key, Delivery delivery, long expectedVersion, CancellationToken cancellationToken)
    {
        var at = Milliseconds(delivery.Next);
        var data = Encode(delivery);
        var order = delivery.State == DeliveryState.Pending ? at : -at;
        return documents.PutAsync(key.Partition, Table, key.Id, order, data, expectedVersion, cancellationToken);
    }

    /// <summary>Passes every due delivery to <paramref name="due"/>, the longest due first.</summary>
    /// <returns>When the next one is due; null when none is pending.</returns>
    public async ValueTask<DateTimeOffset?> ScanAsync(int partition, DateTimeOffset now, Action<DeliveryKey> due, CancellationToken cancellationToken)
    {
        (long, string)? after = null;
        while (true)
        {
            var page = await documents.ListAsync(partition, Table, new DocumentRange(0, long.MaxValue, PageSize, After: after), cancellationToken);
            foreach (var document in page)
            {
                if (!IsDue(document, now)) return DateTimeOffset.FromUnixTimeMilliseconds(document.Order);
                due(new DeliveryKey(partition, document.Id));
            }
            if (page.Count < PageSize) return null;
            after = (page[^1].Order, page[^1].Id);
        }
    }

    /// <summary>Deletes ended deliveries, except the newest <paramref name="max"/>.</summary>
    /// <returns>How many were deleted.</returns>
    public async ValueTask<int> TrimAsync(int partition, int max, CancellationToken cancellationToken)
    {
        (long, string)? after = null;
        var seen = 0;
        var deleted = 0;
        while (true)
        {
            var page = await documents.ListAsync(partition, Table, new DocumentRange(long.MinValue, 0, PageSize, After: after), cancellationToken);
            foreach (var document in page)
                if (++seen > max && await documents.DeleteAsync(partition, Table, document.Id, cancellationToken)) deleted++;
            if (page.Count < PageSize) return deleted;
            after = (page[^1].Order, page[^1].Id);
        }
    }

    public ValueTask<bool> DeleteAsync(DeliveryKey key, CancellationToken cancellationToken) =>
        documents.DeleteAsync(key.Partition, Table, key.Id, cancellationToken);

    public static byte[] Encode(Delivery delivery) => JsonSerializer.SerializeToUtf8Bytes(delivery, AlertsJsonContext.Default.Delivery);

    /// <exception cref="FormatException">The bytes are no delivery.</exception>
    public static Delivery Decode(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AlertsJsonContext.Default.Delivery)
                ?? throw new FormatException("The stored delivery is the JSON null; an object is expected.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The stored delivery ({json.Length} bytes) is not the expected JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Whether an attempt is due at this time, or running: a claim only moves the order ahead.</summary>
    public static bool IsDue(Delivery delivery, DateTimeOffset now) => delivery.State == DeliveryState.Pending && Milliseconds(delivery.Next) <= now.ToUnixTimeMilliseconds();

    private static bool IsDue(Document document, DateTimeOffset now) => document.Order >= 0 && document.Order <= now.ToUnixTimeMilliseconds();

    // Rounded up, so that no delivery is due early.
    private static long Milliseconds(DateTimeOffset time) => time.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();
}
