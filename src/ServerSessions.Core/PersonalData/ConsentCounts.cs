using ServerSessions.Consents;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Counts the newest decisions about consent by purpose. A browser and its user count once each; a refusal without an earlier consent is not stored.</summary>
internal sealed class ConsentCounts(ISessionStorage storage)
{
    private const int MaxRead = 10_000;
    private const int Page = 500;
    private static readonly TrackingPurposes[] Purposes = [TrackingPurposes.Analytics, TrackingPurposes.Personalization, TrackingPurposes.Recording];

    public async ValueTask<(int Decided, IReadOnlyList<ConsentCount> Counts)> ReadAsync(CancellationToken cancellationToken)
    {
        var (granted, refused, decided) = (new int[Purposes.Length], new int[Purposes.Length], 0);
        for (var partition = 0; partition < storage.Partitions; partition++)
            await foreach (var entry in NewestAsync(partition, MaxRead / storage.Partitions, cancellationToken))
            {
                decided++;
                for (var i = 0; i < Purposes.Length; i++)
                {
                    granted[i] += entry.Granted.HasFlag(Purposes[i]) ? 1 : 0;
                    refused[i] += entry.Refused.HasFlag(Purposes[i]) ? 1 : 0;
                }
            }

        return (decided, decided == 0 ? [] : [.. Purposes.Select((purpose, i) => new ConsentCount(purpose, granted[i], refused[i]))]);
    }

    private async IAsyncEnumerable<ConsentEntry> NewestAsync(
        int partition, int max, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (long, string)? after = null;
        for (var read = 0; read < max;)
        {
            var page = await storage.ListAsync(partition, ConsentStore.Table, DocumentRange.Newest(Math.Min(Page, max - read)) with { After = after }, cancellationToken);
            foreach (var document in page)
                if (ConsentStore.Decode(document) is [.., var newest])
                    yield return newest;
            read += page.Count;
            if (page.Count == 0)
                break;
            after = (page[^1].Order, page[^1].Id);
        }
    }
}
