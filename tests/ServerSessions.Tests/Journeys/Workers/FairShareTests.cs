using ServerSessions.Journeys.Workers;

namespace ServerSessions.Tests.Journeys.Workers;

public class FairShareTests
{
    [Fact]
    public void Two_workers_that_look_at_the_same_moment_take_what_a_third_leaves_in_one_round()
    {
        var leaving = new Worker("b", [0, 1, 2, 3, 4, 5], IsLeaving: true);
        var (one, other) = (new Worker("a", [6, 7, 8, 9, 10], false), new Worker("c", [11, 12, 13, 14, 15], false));

        var taken = FairShare.Free(16, "a", one.Partitions, [leaving, other]).Concat(FairShare.Free(16, "c", other.Partitions, [leaving, one]));

        Assert.Equal([0, 1, 2, 3, 4, 5], taken.Order());
    }

    [Fact]
    public void A_worker_takes_no_more_than_its_part_and_nothing_that_another_has()
    {
        Assert.Equal([2, 3], FairShare.Free(4, "b", [], [new Worker("a", [0, 1], false)]));
        Assert.Empty(FairShare.Free(4, "b", [2, 3], [new Worker("a", [0], false)]));
        Assert.Empty(FairShare.Free(4, "b", [], [new Worker("a", [0, 1, 2, 3], false)]));
    }
}
