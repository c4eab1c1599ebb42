using ServerSessions.Alerts.Deliveries;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Messages about an alert that is erased: the alert itself, its summary, rises and verdicts. What a receiver has got, it has.</summary>
internal static class AlertMessages
{
    private const int PageSize = 500;

    /// <summary>Deletes them, sent or not. Repeating it changes nothing.</summary>
    public static async ValueTask DeleteAsync(IDocumentStore documents, int partition, string alert, CancellationToken cancellationToken)
    {
        (long, string)? after = null;
        while (await documents.ListAsync(partition, DeliveryStore.Table, new DocumentRange(long.MinValue, long.MaxValue, PageSize, After: after), cancellationToken) is { Count: > 0 } page)
        {
            foreach (var delivery in page.Where(d => DeliveryKey.IsOf(d.Id, alert)))
                await documents.DeleteAsync(partition, DeliveryStore.Table, delivery.Id, cancellationToken);
            after = (page[^1].Order, page[^1].Id);
        }
    }
}
