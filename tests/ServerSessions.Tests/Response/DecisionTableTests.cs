using ServerSessions.Response;

namespace ServerSessions.Tests.Response;

public sealed class DecisionTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero);
    private static readonly Pseudonym Key = new(1, 2);

    [Fact]
    public void Without_decisions_it_is_empty_and_finds_nobody()
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
    public void Only_what_was_not_known_before_is_news()
    {
        var table = new DecisionTable();
        Assert.Equal(["a"], table.Take([Of("a", ResponseKind.Block)]).Select(d => d.Id));
        Assert.Equal(["b"], table.Take([Of("a", ResponseKind.Block), Of("b", ResponseKind.Revoke)]).Select(d => d.Id));
    }

    [Fact]
    public void Of_two_of_a_kind_the_longer_holds_and_of_two_revocations_the_newer()
    {
        var table = new DecisionTable();
        table.Take([Of("short", ResponseKind.Block, minutes: 1), Of("long", ResponseKind.Block, minutes: 9), Of("old", ResponseKind.Revoke, minutes: 9), Of("new", ResponseKind.Revoke, at: 1, minutes: 5)]);
        var ruling = table.Find(Key)!;
        Assert.Equal(("long", "new"), (ruling.Block!.Id, ruling.Revoke!.Id));
    }

    [Fact]
    public void Nobody_is_never_held()
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
        var ruling = new Ruling(kind);
        ruling.Add(Of("a", ResponseKind.Revoke));
        Assert.Equal(revoked, ruling.Revokes(signedIn is { } minutes ? Now.AddMinutes(minutes) : null, Now.AddMinutes(2)));
        Assert.False(ruling.Revokes(Now.AddMinutes(-1), Now.AddMinutes(5)));
    }

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
