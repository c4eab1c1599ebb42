using ServerSessions.Model.Alerts;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Erases alerts to the support with their messages. What a receiver has got, it has: no message says that the person has withdrawn.</summary>
internal sealed class NudgeAlertErasure(ISessionStorage storage) : INudgeAlertErasure
{
    public async ValueTask EraseAsync(string alert, CancellationToken cancellationToken)
    {
        var partition = NudgeAlerts.PartitionOf(alert, storage.Partitions);
        await storage.DeleteAsync(partition, AlertJson.Table, alert, cancellationToken);
        await AlertBelongings.DeleteAsync(storage, partition, alert, cancellationToken);
    }
}
