using System.Text;
using ServerSessions.Insights.Folds;
using ServerSessions.Insights.Navigation;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Tests.PersonalData;

namespace ServerSessions.Tests.Support;

/// <summary>Every byte that the read sides of a storage give.</summary>
internal static class StorageDump
{
    private const int All = 10_000;

    private static readonly string[] Rollups =
        [OverviewFold.Name, HoursFold.Name, PathFold.Name, AbandonmentFold.Name, LeftOutFold.Name, FrictionFold.Name, NavigationFold.Name];

    /// <summary>What is there now, and every event as it was appended.</summary>
    public static async Task<IReadOnlyList<byte[]>> ReadAsync(ISessionStorage storage) =>
        [.. await KeptAsync(storage), .. ((SpyStorage)(object)storage).Events.Select(e => Encoding.UTF8.GetBytes(Text(e)))];

    /// <summary>What is there now, without what has passed through.</summary>
    public static async Task<IReadOnlyList<byte[]>> KeptAsync(ISessionStorage storage)
    {
        var all = new List<byte[]>();
        for (var p = 0; p < storage.Partitions; p++)
            await PartitionAsync(storage, p, all);
        foreach (var journey in await storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, All), default))
            all.Add(journey.Data.ToArray());
        foreach (var rollup in Rollups)
            foreach (var hour in (await storage.ReadRollupsAsync(rollup, 0, long.MaxValue / 2, default)).Values)
                all.AddRange(hour.Keys.Select(Encoding.UTF8.GetBytes));
        return all;
    }

    private static async Task PartitionAsync(ISessionStorage storage, int partition, List<byte[]> all)
    {
        foreach (var entry in await storage.ReadAsync(partition, default, All, default))
            all.Add(entry.Batch.Payload.ToArray());
        foreach (var kind in Enum.GetValues<ActorKind>())
            foreach (var live in await storage.ListLiveAsync(partition, kind, default))
                all.Add(live.State.ToArray());
        foreach (var dead in await storage.DeadLettersAsync(partition, 100, default))
            all.Add(dead.Payload.ToArray());
        foreach (var outbox in await storage.ReadOutboxAsync(partition, 100, default))
            all.Add(outbox.Item.Payload.ToArray());
        foreach (var table in new RegistryTests.Declared().All)
            foreach (var document in await storage.ListAsync(partition, table, DocumentRange.Oldest(All), default))
                all.AddRange([document.Data.ToArray(), Encoding.UTF8.GetBytes(document.Id)]);
    }

    private static string Text(RequestEvent e) => string.Join(' ', [e.Step, e.Client, e.Detail?.ErrorType, e.Detail?.Policy, e.Detail?.Probe, e.Detail?.Referrer, .. e.Detail?.Fields ?? []]);
}
