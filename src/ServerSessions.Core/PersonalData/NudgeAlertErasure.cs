using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Erases alerts to the support with their messages. What a receiver has got, it has: no message says that the person has withdrawn.</summary>
internal sealed class NudgeAlertErasure(ISessionStorage storage) : INudgeAlertErasure
{
    private const int PageSize = 500;

    public async ValueTask EraseAsync(string alert, CancellationToken cancellationToken)
    {
        var partition = NudgeAlerts.PartitionOf(alert, storage.Partitions);
        await storage.DeleteAsync(partition, AlertJson.Table, alert, cancellationToken);
        await storage.DeleteAsync(partition, SessionAlerts.StateTable, alert, cancellationToken);
        (long, string)? after = null;
        while (await storage.ListAsync(partition, DeliveryStore.Table, new DocumentRange(long.MinValue, long.MaxValue, PageSize, After: after), cancellationToken) is { Count: > 0 } page)
        {
            foreach (var delivery in page.Where(d => DeliveryKey.IsOf(d.Id, alert)))
                await storage.DeleteAsync(partition, DeliveryStore.Table, delivery.Id, cancellationToken);
            after = (page[^1].Order, page[^1].Id);
        }
    }
}
