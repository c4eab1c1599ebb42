using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Insights;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

public class OverviewReaderTests
{
    private const long Now = 20_454 * 24L + 10;
    private static readonly Rollup[] Rollups = [.. Rollup.All(InsightSettings.Default).Where(r => r.Name is OverviewFold.Name or OverviewFold.DailyName or HoursFold.Name)];

    [Theory]
    [InlineData(-24, 0)]
    [InlineData(-3, -1)]
    [InlineData(-72, 0)]
    [InlineData(-130, -5)]
    [InlineData(-34, -10)]
    public async Task Days_and_the_hours_at_both_ends_are_what_the_hours_alone_say(int from, int to)
    {
        var journeys = Journeys();
        var overview = await Reader(await StoredAsync(journeys)).ReadAsync(Now + from, Now + to, Now, Segment.People, default);
        var expected = new OverviewFold();
        foreach (var journey in journeys.Where(j => HourOf(j) >= Now + from && HourOf(j) < Now + to))
            expected.Add(journey);
        Assert.True(expected.Sessions > 0);
        Assert.Equivalent(expected.Result(overview.From, overview.To) with { Hours = overview.Hours }, overview, strict: true);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddHours(Now + from), overview.From);
        Assert.Equal(overview.Sessions, overview.Hours.Sum(h => h.Sessions));
    }

    [Fact]
    public async Task Where_hours_are_no_longer_kept_whole_days_are_reported()
    {
        var overview = await Reader(await StoredAsync(Journeys())).ReadAsync(Now - (24 * 20), Now, Now, Segment.People, default);
        Assert.Equal((DateTimeOffset.UnixEpoch.AddHours(Now - 10 - (24 * 20)), DateTimeOffset.UnixEpoch.AddHours(Now)), (overview.From, overview.To));
        Assert.Equal(overview.Sessions, overview.Hours.Sum(h => h.Sessions));
    }

    private static OverviewReader Reader(ISessionStorage storage) =>
        new(storage, new StoredRollups(storage, new KeptJourneys(storage, new TestClock())), new StoredJourneys(storage, new SegmentFilters(new AppFeatures(null!, InsightSettings.Default, new FeatureList([])))),
            new InsightCache(storage, new InsightCacheOptions { Enabled = false }, null!, null!, new TestClock()));

    private static long HourOf(Journey journey) => journey.Id.Milliseconds / 3_600_000;

    private static List<Journey> Journeys() =>
        [.. Enumerable.Range(0, 600).Select(i => Walks.Of($"a b {(char)('c' + (i % 5))}", DateTimeOffset.UnixEpoch.AddHours(Now - i).AddMinutes(5), user: i % 40))];

    private static async Task<ISessionStorage> StoredAsync(List<Journey> journeys)
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(2), new TestClock());
        var lease = await storage.AcquireAsync(0, "worker", TimeSpan.FromMinutes(5), default);
        var deltas = new List<RollupDelta>();
        foreach (var rollup in Rollups)
            foreach (var journey in journeys)
            {
                var fold = rollup.Create();
                fold.Add(journey);
                deltas.AddRange(fold.Fields.Select(f => new RollupDelta(rollup.Name, rollup.PieceOf(journey), f.Key, f.Value, RollupMerge.Add)));
            }

        Assert.Equal(CommitStatus.Committed, await storage.CommitAsync(lease!.Value, new PartitionCommit { Revision = 0, Offset = StreamPosition.Start, Rollups = deltas }, default));
        return storage;
    }
}
