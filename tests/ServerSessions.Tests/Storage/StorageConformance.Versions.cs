using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    private const long DayMilliseconds = 24 * Hour;

    private static readonly long DayNumber = Day / DayMilliseconds;

    [Fact]
    public async Task The_version_of_a_day_changes_with_every_change_of_its_data_and_with_no_other()
    {
        var lease = await OwnAsync(1);
        var journey = Closed(Day + 5, 1);
        await ExpectChangeAsync("a journey that closes", () => CommitAsync(lease, c => c with { Closed = [journey] }));
        await ExpectChangeAsync("one that closes late", () => CommitAsync(lease, c => c with { Closed = [Closed(Day + 9, 1)] }));
        await ExpectChangeAsync("one that is labelled anew", () => CommitAsync(lease, c => c with { Closed = [journey with { Row = Bytes(9, 9) }] }));
        await ExpectChangeAsync("a figure", () => CommitAsync(lease, c => c with { Rollups = [new RollupDelta("hours", (DayNumber * 24) + 23, "n", 1, RollupMerge.Add)] }));
        await ExpectChangeAsync("a removal", () => _storage.RemoveAsync([journey.Id], None).AsTask());

        await ExpectNoChangeAsync("a commit of other days", () => CommitAsync(lease, c => c with
        {
            Closed = [Closed(Day - 1, 1), Closed(Day + DayMilliseconds, 1)],
            Rollups = [new RollupDelta("hours", (DayNumber * 24) - 1, "n", 1, RollupMerge.Add), new RollupDelta("hours", (DayNumber + 1) * 24, "n", 1, RollupMerge.Add)],
        }));
        await ExpectNoChangeAsync("a commit of nothing", () => CommitAsync(lease));
        await ExpectNoChangeAsync("packing", async () =>
        {
            await PackAsync(lease);
            await _storage.PackRollupsAsync(lease, ["hours"], Never, None);
        });
        await ExpectChangeAsync("a removal out of a block", () => _storage.RemoveAsync([Closed(Day + 9, 1).Id], None).AsTask());
    }

    [Fact]
    public async Task A_commit_that_is_sent_again_or_refused_changes_no_version()
    {
        var lease = await OwnAsync();
        var commit = new PartitionCommit { Revision = 0, Offset = StreamPosition.Start, Closed = [Closed(Day)] };
        Assert.Equal(CommitStatus.Committed, await _storage.CommitAsync(lease, commit, None));

        await ExpectNoChangeAsync("the same commit", async () => Assert.Equal(CommitStatus.AlreadyCommitted, await _storage.CommitAsync(lease, commit, None)));
        await ExpectNoChangeAsync("a commit of yesterday's owner", async () =>
            Assert.Equal(CommitStatus.Fenced, await _storage.CommitAsync(lease with { Epoch = lease.Epoch - 1 }, commit with { Revision = 1 }, None)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_version_comes_twice_and_a_range_has_one_of_its_own_for_each_state_of_its_days(int seed)
    {
        var random = new Random(seed);
        var leases = new[] { await OwnAsync(0), await OwnAsync(1) };
        var (seen, last) = (new HashSet<string>(), "");
        for (var i = 0; i < 40; i++)
        {
            var partition = random.Next(2);
            var journey = Closed(Day + (random.Next(3) * DayMilliseconds) + random.Next(50), partition);
            if (random.Next(4) == 0)
                await _storage.RemoveAsync([journey.Id], None);
            else
                await CommitAsync(leases[partition], c => c with { Closed = [journey] });
            var version = await _storage.ReadVersionAsync(DayNumber, DayNumber + 3, None);
            // A removal of what is not there may be a change, and need not.
            Assert.True(seen.Add(version) || version == last, version);
            last = version;
        }

        Assert.InRange(seen.Count, 20, 40);
        Assert.Equal(await _storage.ReadVersionAsync(DayNumber + 50, DayNumber + 60, None), await _storage.ReadVersionAsync(DayNumber + 50, DayNumber + 60, None));
    }

    private async Task ExpectChangeAsync(string what, Func<Task> change)
    {
        var before = await _storage.ReadVersionAsync(DayNumber, DayNumber + 1, None);
        await change();
        Assert.False(before == await _storage.ReadVersionAsync(DayNumber, DayNumber + 1, None), $"The version is the same after {what}.");
    }

    private async Task ExpectNoChangeAsync(string what, Func<Task> change)
    {
        var before = await _storage.ReadVersionAsync(DayNumber, DayNumber + 1, None);
        await change();
        Assert.True(before == await _storage.ReadVersionAsync(DayNumber, DayNumber + 1, None), $"The version is another one after {what}.");
    }
}
