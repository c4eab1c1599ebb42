using System.Globalization;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports;

/// <summary>Appends a person's verdict about an alert to the logs of the partitions that can have sessions with its evidence: it is folded there like an event.</summary>
internal sealed class VerdictNotices(ISessionStorage storage)
{
    /// <exception cref="StorageFullException">A partition accepts nothing now; the verdict can be given again, because taking it twice changes nothing.</exception>
    public async ValueTask SendAsync(Alert alert, bool isFalsePositive, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (alert.Finding.Subject.Kind is ActorKind.Site or ActorKind.Endpoint)
            return;
        // Events name the version of the endpoint table; the verdict must not hide it from what is folded next.
        var catalog = await storage.ListAsync(0, CatalogStore.Table, DocumentRange.Newest(1), cancellationToken) is [var newest] ? newest.Id : "";
        var notice = VerdictNotice.Of(alert, isFalsePositive, now);
        var producer = string.Create(CultureInfo.InvariantCulture, $"verdict:{Guid.NewGuid():n}");
        if (SessionId.TryParse(notice.Subject, out var session))
            await AppendAsync(session.Partition % storage.Partitions, producer, catalog, notice, cancellationToken);
        else
            for (var partition = 0; partition < storage.Partitions; partition++)
                await AppendAsync(partition, producer, catalog, notice, cancellationToken);
    }

    private async ValueTask AppendAsync(int partition, string producer, string catalog, VerdictNotice notice, CancellationToken cancellationToken)
    {
        var encoder = new EventBatchEncoder();
        encoder.Begin(catalog);
        encoder.Add(new Signal(ActorKind.Session, default, default, notice));
        var batch = new EventBatch(1, 1, encoder.Finish().ToArray());
        if ((await storage.AppendAsync(partition, producer, [batch], cancellationToken)).Status == AppendStatus.Busy)
            throw new StorageFullException($"partition {partition} takes no verdict now.");
    }
}
