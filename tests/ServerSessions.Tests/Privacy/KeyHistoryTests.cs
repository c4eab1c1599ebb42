using ServerSessions.Privacy;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Privacy;

/// <summary>Under which key identities are named, for all nodes whatever their lists.</summary>
public sealed class KeyHistoryTests
{
    private static readonly DateTimeOffset Now = TestClock.Epoch;
    private static readonly KeyHistory First = new KeyHistory([]).With(new KeyRing([TestKeys.Old]), Now);

    [Fact]
    public void The_order_of_the_list_does_not_change_it()
    {
        var (before, after) = (new KeyRing([TestKeys.Old, TestKeys.New]), new KeyRing([TestKeys.New, TestKeys.Old]));
        Assert.Same(First, First.With(before, Now));
        var history = First.With(after, Now);
        Assert.Equal(("old", "old"), (history.KeyOf(before, Now).Id, history.KeyOf(after, Now).Id));
    }

    [Fact]
    public void A_new_key_takes_over_at_one_moment_that_all_nodes_read_long_before()
    {
        var (before, after) = (new KeyRing([TestKeys.Old, TestKeys.New]), new KeyRing([TestKeys.New, TestKeys.Old]));
        var history = First.With(after, Now);
        var over = Now + KeyHistory.CarryOver;
        Assert.Equal(over, history.Next(Now));
        Assert.Equal("old", history.KeyOf(after, over.AddMilliseconds(-1)).Id);
        Assert.Equal(("new", "new"), (history.KeyOf(before, over).Id, history.KeyOf(after, over).Id));
        Assert.Null(history.Next(over));
    }

    [Fact]
    public void A_key_that_is_removed_too_early_hands_over_on_every_node_that_reads_it()
    {
        var history = First.With(new KeyRing([TestKeys.New, TestKeys.Old]), Now);
        var later = Now.AddDays(1);
        var removed = history.With(new KeyRing([TestKeys.New]), later);
        Assert.Equal("new", removed.KeyOf(new KeyRing([TestKeys.New, TestKeys.Old]), later).Id);
        Assert.Same(removed, removed.With(new KeyRing([TestKeys.New, TestKeys.Old]), later));
    }

    [Fact]
    public void Two_rotations_within_the_carry_over_take_over_in_their_order()
    {
        var keys = new KeyRing([TestKeys.Newest, TestKeys.New, TestKeys.Old]);
        var history = First.With(new KeyRing([TestKeys.New, TestKeys.Old]), Now).With(keys, Now.AddDays(10));
        string[] ids = [.. new[] { 0, 29, 30, 39, 40 }.Select(day => history.KeyOf(keys, Now.AddDays(day)).Id)];
        Assert.Equal(["old", "old", "new", "new", "newest"], ids);
    }

    [Fact]
    public void A_clock_that_is_behind_uses_the_first_key() => Assert.Equal("old", First.KeyOf(new KeyRing([TestKeys.New, TestKeys.Old]), Now.AddDays(-1)).Id);
}
