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
    public void A_node_with_unrelated_keys_changes_nothing_and_says_which_key_it_needs()
    {
        var refused = Assert.Throws<UnrelatedKeysException>(() => First.With(new KeyRing([TestKeys.New]), Now.AddDays(1)));
        Assert.Contains("under the key \"old\", which none of Keys (\"new\") is or can decrypt", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unrelated_key_that_renames_identities_takes_over_at_once_and_only_once()
    {
        var renaming = new KeyRing([TestKeys.New with { RenamesIdentities = true }]);
        var later = Now.AddDays(1);
        var renamed = First.With(renaming, later);
        Assert.Equal("new", renamed.KeyOf(new KeyRing([TestKeys.New, TestKeys.Old]), later).Id);
        Assert.Same(renamed, renamed.With(renaming, later));

        // A node that still has the list of an earlier renaming.
        var again = renamed.With(new KeyRing([TestKeys.Newest with { RenamesIdentities = true }]), later.AddDays(1));
        Assert.Throws<UnrelatedKeysException>(() => again.With(renaming, later.AddDays(2)));
    }

    [Fact]
    public void Another_secret_under_the_same_id_is_another_key()
    {
        Assert.Throws<UnrelatedKeysException>(() => First.With(new KeyRing([TestKeys.Newest with { Id = TestKeys.Old.Id }]), Now));
        var history = First.With(new KeyRing([TestKeys.New, TestKeys.Old]), Now);
        Assert.Throws<UnrelatedKeysException>(() => history.With(new KeyRing([TestKeys.Newest with { Id = TestKeys.New.Id }]), Now));
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
