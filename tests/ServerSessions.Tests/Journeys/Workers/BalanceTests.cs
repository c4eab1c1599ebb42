using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Journeys.Workers;

/// <summary>Partitions are spread over the workers that live; what moves is only what must.</summary>
public class BalanceTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task A_worker_alone_has_everything_at_once()
    {
        var fleet = new WorkerFleet(16);
        await fleet.JoinAsync();
        await fleet.PassAsync(Tick);
        Assert.Equal([16], fleet.Shares);
    }

    [Fact]
    public async Task Workers_that_join_get_their_part_one_partition_at_a_time_and_then_nothing_moves()
    {
        var fleet = new WorkerFleet(16);
        await fleet.JoinAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(1));
        await fleet.JoinAsync();
        var before = 0;
        for (var second = 0; second < 20; second++)
        {
            await fleet.PassAsync(TimeSpan.FromSeconds(1));
            Assert.InRange(fleet.Moves - before, 0, 1);
            Assert.InRange(fleet.Free, 0, 1);
            before = fleet.Moves;
        }

        Assert.Equal([8, 8], fleet.Shares);
        Assert.Equal(8, fleet.Moves);
        await fleet.JoinAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([6, 6, 4], fleet.Shares);
        Assert.Equal(12, fleet.Moves);
        await fleet.PassAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(12, fleet.Moves);
    }

    [Fact]
    public async Task A_killed_workers_partitions_are_taken_within_five_seconds_and_no_other_moves()
    {
        var fleet = await ThreeAsync();
        var before = fleet.Moves;
        var owners = fleet.Owners;
        fleet.Kill("worker 2");
        await fleet.PassAsync(TimeSpan.FromSeconds(1.9));
        Assert.Equal(before, fleet.Moves);
        await fleet.PassAsync(TimeSpan.FromSeconds(2.1));
        Assert.Equal([8, 8], fleet.Shares);
        Assert.Equal(before + owners.Count(o => o == "worker 2"), fleet.Moves);
        Assert.All(Enumerable.Range(0, 16).Where(p => owners[p] != "worker 2"), p => Assert.Equal(owners[p], fleet.Owners[p]));
    }

    [Fact]
    public async Task A_worker_that_leaves_hands_over_within_200_milliseconds_and_no_other_moves()
    {
        var fleet = await ThreeAsync();
        var before = fleet.Moves;
        var owners = fleet.Owners;
        await fleet.LeaveAsync("worker 1");
        await fleet.PassAsync(4 * Tick);
        Assert.Equal([8, 8], fleet.Shares);
        Assert.Equal(before + 6, fleet.Moves);
        Assert.All(Enumerable.Range(0, 16).Where(p => owners[p] != "worker 1"), p => Assert.Equal(owners[p], fleet.Owners[p]));
        Assert.Equal(2, (await fleet.Storage.ListAsync(0, "workers", DocumentRange.Oldest(10), default)).Count);
    }

    [Fact]
    public async Task A_storage_that_does_not_answer_for_a_while_makes_no_worker_dead()
    {
        var fleet = await ThreeAsync();
        var before = fleet.Moves;
        fleet.IsDown = true;
        await fleet.PassAsync(TimeSpan.FromSeconds(2));
        fleet.IsDown = false;
        await fleet.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((before, 0), (fleet.Moves, fleet.Free));
        Assert.Equal([6, 6, 4], fleet.Shares);
    }

    [Fact]
    public async Task More_workers_than_partitions_leave_some_without()
    {
        var fleet = new WorkerFleet(2);
        for (var i = 0; i < 4; i++)
            await fleet.JoinAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([1, 1, 0, 0], fleet.Shares);
    }

    [Fact]
    public async Task A_foreign_entry_in_the_table_is_ignored_and_dead_workers_are_removed()
    {
        var fleet = new WorkerFleet(4);
        await fleet.Storage.PutAsync(0, "workers", "hostile", 1, "not json"u8.ToArray(), null, default);
        await fleet.Storage.PutAsync(0, "workers", "dead", 1, """{"partitions":[0,1,2,3],"isLeaving":false}"""u8.ToArray(), null, default);
        await fleet.JoinAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal([0], fleet.Shares);
        await fleet.PassAsync(TimeSpan.FromSeconds(2.2));
        Assert.Equal([4], fleet.Shares);
        await fleet.PassAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("worker 1", Assert.Single(await fleet.Storage.ListAsync(0, "workers", DocumentRange.Oldest(10), default)).Id);
    }

    private static async Task<WorkerFleet> ThreeAsync()
    {
        var fleet = new WorkerFleet(16);
        for (var i = 0; i < 3; i++)
            await fleet.JoinAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([6, 6, 4], fleet.Shares);
        return fleet;
    }
}
