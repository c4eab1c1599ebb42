using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    private static readonly long Day = TestDay();

    [Fact]
    public async Task Journeys_of_all_partitions_are_listed_newest_first_page_by_page()
    {
        for (var partition = 0; partition < 4; partition++)
        {
            var journeys = Enumerable.Range(0, 25).Select(i => Closed(Day + (i * 10) + partition, partition)).ToArray();
            await CommitAsync(await OwnAsync(partition), c => c with { Closed = journeys });
        }

        var listed = new List<SessionId>();
        SessionId? before = null;
        while (await _storage.ListAsync(new JourneyQuery(Day, Day + 1000, default, before, 7), None) is { Count: > 0 } page)
        {
            listed.AddRange(page.Select(j => j.Id));
            before = page[^1].Id;
            Assert.True(page.Count <= 7);
        }

        Assert.Equal(100, listed.Count);
        Assert.Equal(listed.OrderDescending(), listed);
    }

    [Fact]
    public async Task All_journeys_of_a_partition_are_scanned_once_oldest_first_page_by_page()
    {
        const long hour = 3_600_000;
        for (var partition = 0; partition < 2; partition++)
        {
            // Over three days, some with the same start.
            var journeys = Enumerable.Range(0, 60).Select(i => new StoredJourney(Session(Day + (i / 2 * 2 * hour), partition, (ulong)i + 1), default, Bytes((byte)i))).ToArray();
            await CommitAsync(await OwnAsync(partition), c => c with { Closed = journeys });
        }

        foreach (var page in (int[])[1, 7, 100])
        {
            var scanned = await ScanAsync(1, Day, Day + (100 * hour), page);
            Assert.Equal(60, scanned.Count);
            Assert.Equal(scanned.Select(s => s.Id).Order(), scanned.Select(s => s.Id));
            Assert.All(scanned, s => Assert.Equal(1, s.Id.Partition));
            Assert.Equal(Enumerable.Range(0, 60), scanned.Select(s => (int)s.Data.Span[0]).Order());
        }

        Assert.Equal(4, (await ScanAsync(0, Day + (2 * hour), Day + (6 * hour), 3)).Count);
        Assert.Empty(await ScanAsync(2, Day, Day + (100 * hour), 10));
        Assert.Empty(await ScanAsync(0, Day + hour, Day, 10));
    }

    private async Task<List<StoredJourney>> ScanAsync(int partition, long from, long to, int page)
    {
        var scanned = new List<StoredJourney>();
        while (await _storage.ScanAsync(partition, new JourneyScan(from, to, scanned.Count == 0 ? null : scanned[^1].Id, page), None) is { Count: > 0 } some)
        {
            Assert.True(some.Count <= page);
            scanned.AddRange(some);
        }

        return scanned;
    }

    [Fact]
    public async Task A_range_of_starts_takes_its_beginning_and_leaves_its_end()
    {
        await CommitAsync(await OwnAsync(), c => c with { Closed = [Closed(Day - 1), Closed(Day), Closed(Day + 5), Closed(Day + 10)] });

        var listed = await _storage.ListAsync(new JourneyQuery(Day, Day + 10, default, null, 100), None);

        Assert.Equal([Day + 5, Day], listed.Select(j => j.Id.Start.ToUnixTimeMilliseconds()));
        Assert.Empty(await _storage.ListAsync(new JourneyQuery(Day + 11, Day + 20, default, null, 100), None));
        Assert.Empty(await _storage.ListAsync(new JourneyQuery(Day + 10, Day, default, null, 100), None));
        Assert.Equal(4, (await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 100), None)).Count);
    }

    [Fact]
    public async Task Journeys_with_the_same_start_are_all_listed_across_a_page_boundary()
    {
        var journeys = Enumerable.Range(1, 9).Select(key => new StoredJourney(Session(Day, 0, (ulong)key), default, Bytes(1))).ToArray();
        await CommitAsync(await OwnAsync(), c => c with { Closed = journeys });

        var first = await _storage.ListAsync(new JourneyQuery(Day, Day + 1, default, null, 4), None);
        var second = await _storage.ListAsync(new JourneyQuery(Day, Day + 1, default, first[^1].Id, 100), None);

        Assert.Equal(journeys.Select(j => j.Id).OrderDescending(), first.Concat(second).Select(j => j.Id));
    }

    [Fact]
    public async Task A_users_journeys_are_those_that_the_index_names_within_the_range()
    {
        var (user, other) = (Named(50), Named(51));
        var mine = Enumerable.Range(0, 6).Select(i => Closed(Day + (i * 10), i % 2, user)).ToArray();
        for (var partition = 0; partition < 2; partition++)
        {
            await CommitAsync(await OwnAsync(partition), c => c with
            {
                Closed = [.. mine.Where(j => j.Id.Partition == partition), Closed(Day + 33, partition, other), Closed(Day + 44, partition)],
            });
        }
        await _storage.IndexAsync(user, [.. mine.Select(j => j.Id)], None);
        await _storage.IndexAsync(user, [mine[0].Id], None);
        await _storage.IndexAsync(other, [Session(Day + 33)], None);

        var all = await _storage.ListAsync(new JourneyQuery(Day, Day + 1000, user, null, 100), None);
        Assert.Equal(mine.Select(j => j.Id).OrderDescending(), all.Select(j => j.Id));
        Assert.All(all, j => Assert.Equal(user, j.User));

        var first = await _storage.ListAsync(new JourneyQuery(Day + 10, Day + 50, user, null, 3), None);
        var second = await _storage.ListAsync(new JourneyQuery(Day + 10, Day + 50, user, first[^1].Id, 3), None);
        Assert.Equal([Day + 40, Day + 30, Day + 20, Day + 10], first.Concat(second).Select(j => j.Id.Start.ToUnixTimeMilliseconds()));
        Assert.Empty(await _storage.ListAsync(new JourneyQuery(Day, Day + 1000, Named(99), null, 100), None));
    }

    [Fact]
    public async Task A_journey_is_found_by_its_id_in_whichever_partition()
    {
        var journey = new StoredJourney(Session(Day, 3), Named(9), Bytes(4, 5, 6));
        await CommitAsync(await OwnAsync(3), c => c with { Closed = [journey] });

        var found = await _storage.FindAsync(journey.Id, None);

        Assert.Equal((journey.Id, journey.User), (found!.Value.Id, found.Value.User));
        Assert.Equal([4, 5, 6], found.Value.Data.ToArray());
        Assert.Null(await _storage.FindAsync(Session(Day + 1, 3), None));
        Assert.Null(await _storage.FindAsync(Session(Day, 2), None));
    }

    [Fact]
    public async Task Storing_an_id_again_replaces_the_journey()
    {
        var lease = await OwnAsync();
        await CommitAsync(lease, c => c with { Closed = [new StoredJourney(Session(Day), default, Bytes(1))] });
        await CommitAsync(lease, c => c with { Closed = [new StoredJourney(Session(Day), default, Bytes(2, 2))] });

        Assert.Equal([2, 2], (await _storage.FindAsync(Session(Day), None))!.Value.Data.ToArray());
        Assert.Equal([2, 2], Assert.Single(await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 10), None)).Data.ToArray());
    }

    [Fact]
    public async Task Packed_rollups_give_the_same_result_and_can_still_grow()
    {
        var lease = await OwnAsync();
        await CommitAsync(lease, c => c with { Rollups = [Of(10, "sessions", 2), Of(10, "longest", 70, RollupMerge.Max), Of(23, "wörter", -3), Of(24, "sessions", 5), Of(48, "sessions", 9)] });
        var expected = await TextAsync();
        for (var times = 0; times < 2; times++)
        {
            Assert.True(await _storage.PackRollupsAsync(lease, ["overview", "nothing"], 48, None));
            Assert.Equal(expected, await TextAsync());
        }

        await CommitAsync(lease, c => c with { Rollups = [Of(10, "sessions", 4), Of(10, "longest", 60, RollupMerge.Max), Of(11, "longest", 1, RollupMerge.Max)] });
        expected = "10 longest 70, 10 sessions 6, 11 longest 1, 23 wörter -3, 24 sessions 5, 48 sessions 9";
        Assert.Equal(expected, await TextAsync());
        Assert.True(await _storage.PackRollupsAsync(lease, ["overview"], 48, None));
        Assert.Equal(expected, await TextAsync());
        await CommitAsync(lease, c => c with { Rollups = [Of(10, "sessions", -6), Of(24, "sessions", -5)] });
        expected = "10 longest 70, 11 longest 1, 23 wörter -3, 48 sessions 9";
        Assert.Equal(expected, await TextAsync()); // what comes out even is not there
        Assert.True(await _storage.PackRollupsAsync(lease, ["overview"], 48, None));
        Assert.Equal(expected, await TextAsync());
        Assert.False(await _storage.PackRollupsAsync(lease with { Epoch = lease.Epoch + 1 }, ["overview"], 72, None));
        Assert.Equal(expected, await TextAsync());

        static RollupDelta Of(long hour, string field, long value, RollupMerge merge = RollupMerge.Add) => new("overview", hour, field, value, merge);

        async Task<string> TextAsync() => string.Join(", ", (await _storage.ReadRollupsAsync("overview", 0, 100, None))
            .SelectMany(hour => hour.Value.Select(f => $"{hour.Key} {f.Key} {f.Value}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rollups_add_up_or_keep_the_greatest_over_commits_and_partitions()
    {
        var (zero, one) = (await OwnAsync(0), await OwnAsync(1));
        await CommitAsync(zero, c => c with { Rollups = [Add(10, "sessions", 2), Max(10, "longest", 70), Add(11, "sessions", 5), Add(10, "sessions", 1)] });
        await CommitAsync(zero, c => c with { Rollups = [Add(10, "sessions", 4), Max(10, "longest", 60), Add(10, "errors", -3)] });
        await CommitAsync(one, c => c with { Rollups = [Add(10, "sessions", 10), Max(10, "longest", 90), Add(12, "sessions", 1)] });
        await CommitAsync(one, c => c with { Rollups = [new RollupDelta("funnel", 10, "sessions", 1000, RollupMerge.Add)] });

        var read = await _storage.ReadRollupsAsync("overview", 10, 12, None);

        Assert.Equal([10L, 11], read.Keys.Order());
        Assert.Equal([("errors", -3L), ("longest", 90), ("sessions", 17)], read[10].OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value)));
        Assert.Equal(5, read[11]["sessions"]);
        Assert.Empty(await _storage.ReadRollupsAsync("nothing", 0, 100, None));

        static RollupDelta Add(long hour, string field, long value) => new("overview", hour, field, value, RollupMerge.Add);

        static RollupDelta Max(long hour, string field, long value) => new("overview", hour, field, value, RollupMerge.Max);
    }

    private static StoredJourney Closed(long milliseconds, int partition = 0, Pseudonym user = default) =>
        new(Session(milliseconds, partition), user, Bytes(1, (byte)partition));

    private static long TestDay() => new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
