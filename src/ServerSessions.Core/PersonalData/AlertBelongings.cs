using ServerSessions.Alerts.Deliveries;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>What is stored beside an alert that is erased: what people have decided about it, and its messages. What a receiver has got, it has.</summary>
internal static class AlertBelongings
{
    private const int PageSize = 500;

    /// <summary>Deletes it; messages whether they are sent or not. Repeating it changes nothing.</summary>
    public static async ValueTask DeleteAsync(IDocumentStore documents, int partition, string alert, CancellationToken cancellationToken)
    {
        await documents.DeleteAsync(partition, SessionAlerts.StateTable, alert, cancellationToken);
        (long, string)? after = null;
        while (await documents.ListAsync(partition, DeliveryStore.Table, new DocumentRange(long.MinValue, long.MaxValue, PageSize, After: after), cancellationToken) is { Count: > 0 } page)
        {
            foreach (var delivery in page.Where(d => DeliveryKey.IsOf(d.Id, alert)))
                await documents.DeleteAsync(partition, DeliveryStore.Table, delivery.Id, cancellationToken);
            after = (page[^1].Order, page[^1].Id);
        }
    }
}
