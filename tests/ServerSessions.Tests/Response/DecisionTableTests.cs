using ServerSessions.Model;
using ServerSessions.Response;

namespace ServerSessions.Tests.Response;

public sealed class DecisionTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero);
    private static readonly Pseudonym Key = new(1, 2);

    [Fact]
    public void Without_decisions_it_is_empty_and_matches_no_request()
    {
        var table = new DecisionTable();
        Assert.True(table.IsEmpty);
        table.Take([Of("a", ResponseKind.Block)]);
        Assert.False(table.IsEmpty);
        table.Take([]);
        Assert.True(table.IsEmpty);
        Assert.Null(table.Find(Key));
    }

    [Fact]
    public void Only_a_decision_that_was_not_known_before_is_news()
    {
        var table = new DecisionTable();
        Assert.Equal(["a"], table.Take([Of("a", ResponseKind.Block)]).Select(d => d.Id));
        Assert.Equal(["b"], table.Take([Of("a", ResponseKind.Block), Of("b", ResponseKind.Revoke)]).Select(d => d.Id));
    }

    [Fact]
    public void Of_a_kind_all_are_kept_and_the_one_that_holds_longest_comes_first()
    {
        var table = new DecisionTable();
        table.Take([Of("short", ResponseKind.Block, minutes: 1), Of("long", ResponseKind.Block, minutes: 9), Of("old", ResponseKind.Revoke, minutes: 9), Of("new", ResponseKind.Revoke, at: 1, minutes: 5)]);
        var ruling = table.Find(Key)!;
        Assert.Equal(["long", "short"], ruling.Of(ResponseKind.Block).Select(h => h.Decision.Id));
        Assert.Equal(["old", "new"], ruling.Of(ResponseKind.Revoke).Select(h => h.Decision.Id));
    }

    [Fact]
    public void A_decision_renewed_under_its_id_is_news()
    {
        var table = new DecisionTable();
        table.Take([Of("a", ResponseKind.Revoke)]);
        Assert.Empty(table.Take([Of("a", ResponseKind.Revoke)]));
        Assert.Single(table.Take([Of("a", ResponseKind.Revoke, at: 1)]));
    }

    [Fact]
    public void A_request_without_keys_is_never_matched()
    {
        var table = new DecisionTable();
        table.Take([Of("a", ResponseKind.Block) with { Targets = [new DecisionTarget(DecisionTargetKind.Key, Pseudonym.None.ToString())] }]);
        Assert.Null(table.Find(Pseudonym.None));
    }

    [Theory]
    [InlineData(DecisionTargetKind.AuthSession, 1, true)]
    [InlineData(DecisionTargetKind.Key, -1, true)]
    [InlineData(DecisionTargetKind.Key, 1, false)]
    [InlineData(DecisionTargetKind.Key, null, true)]
    [InlineData(DecisionTargetKind.User, 1, false)]
    public void A_revocation_of_a_browser_or_user_concerns_what_was_signed_in_before_it(DecisionTargetKind kind, int? signedIn, bool revoked)
    {
        var held = new AppliedDecision(Of("a", ResponseKind.Revoke), kind, []);
        var time = signedIn is { } minutes ? SignInTime.Exactly(Now.AddMinutes(minutes)) : default;
        Assert.Equal(revoked, held.Concerns(new RequestKeys(new KeyedName(Key), new KeyedName(default), new KeyedName(new Pseudonym(5, 5)), time)));
    }

    [Theory]
    [InlineData(-1, false, true)]
    [InlineData(-1, true, true)]
    [InlineData(0, false, true)] // in the second of the decision, and nothing tells it from an older one
    [InlineData(0, true, false)] // the older ones of that second are named
    [InlineData(1, false, false)]
    public void A_time_that_is_known_to_the_second_is_compared_by_seconds(int seconds, bool hasId, bool isBefore) =>
        Assert.Equal(isBefore, SignInTime.InSecond(Now.AddSeconds(seconds)).IsBefore(Now.AddMilliseconds(500), hasId));

    [Fact]
    public void A_request_without_a_sign_in_is_never_before_a_revocation() => Assert.False(SignInTime.Standing.IsBefore(Now, hasId: false));

    [Fact]
    public void A_throttled_session_keeps_its_gauge_when_the_table_is_read_again()
    {
        var table = new DecisionTable();
        var throttle = Of("a", ResponseKind.Throttle);
        table.Take([throttle]);
        var gauge = table.GaugeOf(throttle, 10);
        table.Take([throttle, Of("b", ResponseKind.Block)]);
        Assert.Same(gauge, table.GaugeOf(throttle, 10));
    }

    private static SessionDecision Of(string id, ResponseKind kind, int at = 0, int minutes = 5) => new()
    {
        Id = id,
        Kind = kind,
        State = DecisionState.Active,
        Targets = [new DecisionTarget(DecisionTargetKind.Key, Key.ToString())],
        At = Now.AddMinutes(at),
        Until = Now.AddMinutes(minutes),
        Reason = "a test",
    };
}
