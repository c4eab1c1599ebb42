using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>Commits closed journeys as a worker does, with their rollups.</summary>
internal sealed class JourneyWriter(ISessionStorage storage, JourneySettings settings)
{
    private readonly CommitBuilder _commits = new(storage.Partitions, _ => 1);

    /// <param name="journey">The journey; its id says the partition.</param>
    /// <param name="withRollups">False for one that is stored again: its rollups are counted already.</param>
    public async Task CloseAsync(Journey journey, bool withRollups = true)
    {
        var partition = journey.Id.Partition;
        var lease = await storage.AcquireAsync(partition, "writer", TimeSpan.FromHours(1), default) ?? throw new InvalidOperationException("Another worker has the partition.");
        var snapshot = await storage.LoadAsync(partition, default);
        var fold = new PartitionFold(partition, settings, new DetectionEngine([], new DetectionOptions()));
        fold.Changes.Add(journey, withRollups);
        var commit = _commits.Build(fold, snapshot.Revision, snapshot.Offset, "", []) with { Outbox = [] };
        Assert.Equal(CommitStatus.Committed, await storage.CommitAsync(lease, commit, default));
    }

    public async Task PackAsync(int partition)
    {
        var lease = await storage.AcquireAsync(partition, "writer", TimeSpan.FromHours(1), default) ?? throw new InvalidOperationException("Another worker has the partition.");
        while (await storage.PackJourneysAsync(lease, long.MaxValue / 3_600_000, default) == PackStatus.More) ;
        await storage.PackRollupsAsync(lease, CommitBuilder.Rollups(settings.Insights), long.MaxValue / 3_600_000, default);
    }
}
