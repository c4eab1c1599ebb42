using ServerSessions.Privacy;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Privacy;

/// <summary>With which key identities are named, for all nodes whatever their lists.</summary>
public sealed class KeyHistoryTests
{
    private static readonly DateTimeOffset Now = TestClock.Epoch;
    private static readonly KeyHistory First = new KeyHistory([]).With(new KeyRing([TestKeys.Old]), Now);

    [Fact]
    public void The_order_of_the_list_does_not_change_it()
    {
        var (before, after) = (new KeyRing([TestKeys.Old, TestKeys.New]), new KeyRing([TestKeys.New, TestKeys.Old]));
        var history = First.With(before, Now);
        Assert.Same(history, history.With(after, Now));
        Assert.Equal(("old", "old"), (history.KeyOf(before, Now).Id, history.KeyOf(after, Now).Id));
        Assert.Null(history.Next(Now));
    }

    [Fact]
    public void A_key_that_is_listed_no_longer_still_names_identities_for_all_later_ones()
    {
        var original = new KeyRing([TestKeys.Old]).Identity;
        var history = First.With(new KeyRing([TestKeys.New, TestKeys.Old]), Now).With(new KeyRing([TestKeys.Newest, TestKeys.New]), Now.AddDays(100));
        var newest = new KeyRing([TestKeys.Newest]);
        var last = history.With(newest, Now.AddDays(200));
        Assert.Same(history, last);
        Assert.True(last.KeyOf(newest, Now.AddDays(200)).IsSame(original));
    }

    [Fact]
    public void A_key_that_goes_before_the_next_one_was_listed_beside_it_hands_over_on_every_node_that_reads_it()
    {
        var later = Now.AddDays(1);
        var removed = First.With(new KeyRing([TestKeys.New]), later);
        var both = new KeyRing([TestKeys.New, TestKeys.Old]);
        Assert.Equal("new", removed.KeyOf(both, later).Id);
        Assert.Equal("new", removed.With(both, later).KeyOf(both, later).Id);
    }

    [Fact]
    public void What_was_kept_under_another_secret_of_the_same_id_is_not_opened()
    {
        var history = First.With(new KeyRing([TestKeys.New, TestKeys.Old]), Now);
        var other = new KeyRing([TestKeys.Newest with { Id = TestKeys.New.Id }]);
        Assert.True(history.With(other, Now).KeyOf(other, Now).IsSame(other.Current.Identity));
    }

    [Fact]
    public void A_key_that_renames_takes_over_at_one_moment_and_what_was_before_is_kept_no_longer()
    {
        var keys = new KeyRing([TestKeys.New with { RenamesIdentities = true }, TestKeys.Old]);
        var history = First.With(new KeyRing([TestKeys.Old, TestKeys.New]), Now).With(keys, Now);
        var over = Now + KeyHistory.Notice;
        Assert.Equal(over, history.Next(Now));
        Assert.Equal("old", history.KeyOf(keys, over.AddMilliseconds(-1)).Id);
        Assert.Equal(("new", "new"), (history.KeyOf(keys, over).Id, history.KeyOf(new KeyRing([TestKeys.Old, TestKeys.New]), over).Id));
        Assert.All(history.With(keys, over).Uses, use => Assert.Equal(use.Key == "new" ? 1 : 0, use.Wrapped.Count));
    }

    [Fact]
    public void A_clock_that_is_behind_uses_the_first_key() => Assert.Equal("old", First.KeyOf(new KeyRing([TestKeys.New, TestKeys.Old]), Now.AddDays(-1)).Id);
}
