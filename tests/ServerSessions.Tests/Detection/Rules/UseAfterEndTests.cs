using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class UseAfterEndTests
{
    private const int Thief = 9;

    [Theory]
    [InlineData(40, 0)]
    [InlineData(40.001, 1)]
    public void A_session_that_is_shown_more_than_thirty_seconds_after_signing_out_is_found(double at, int alerts) =>
        Assert.Equal(alerts, Raised([Signed(0), SignOut(10), Signed(at, visitor: Thief)]).Count);

    [Fact]
    public void Another_session_of_the_same_user_goes_on() =>
        Assert.Empty(Raised([Signed(0), Signed(1, visitor: 2, session: 2), SignOut(10), Signed(600, visitor: 2, session: 2)]));

    [Fact]
    public void Signing_in_again_is_a_new_session_though_the_old_ticket_comes_with_it() =>
        Assert.Empty(Raised([Signed(0), SignOut(10), Signed(100).With(EventFlags.SignedIn), Signed(110, session: 2), Signed(500, session: 2)]));

    [Fact]
    public void Signing_out_in_a_second_tab_is_no_use() =>
        Assert.Empty(Raised([Signed(0), SignOut(10), SignOut(100)]));

    [Fact]
    public void Without_the_name_of_the_session_nothing_is_said() =>
        Assert.Empty(Raised([.. new[] { Signed(0), SignOut(10), Signed(600, visitor: Thief) }.Select(e => e with { AuthSession = default })]));

    [Theory]
    [InlineData(1, 77, Severity.Low)]
    [InlineData(Thief, 77, Severity.Medium)]
    [InlineData(1, 5, Severity.Medium)]
    [InlineData(Thief, 5, Severity.High)]
    public void Another_device_and_another_network_are_two_signs(int visitor, ulong network, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Raised([Signed(0), SignOut(10), Signed(600, visitor) with { Network = network }])).Severity);

    [Fact]
    public void What_was_signed_in_elsewhere_ends_when_the_password_is_changed()
    {
        var phone = new[] { Signed(0, visitor: 2, session: 2), Signed(900, visitor: 2, session: 2) };
        var changed = Signed(300).With(EventFlags.PasswordChanged);
        var finding = Assert.Single(Raised([phone[0], Signed(1), changed, phone[1]]));
        Assert.Contains("after the password was changed elsewhere, on the same device and in the same network", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(Severity.Low, finding.Severity);
    }

    [Fact]
    public void The_session_that_changed_the_password_and_those_that_sign_in_after_it_go_on()
    {
        Assert.Empty(Raised([Signed(0), Signed(300).With(EventFlags.PasswordChanged), Signed(900), Signed(1_000, visitor: 2, session: 2), Signed(1_600, visitor: 2, session: 2)]));
    }

    [Fact]
    public void A_copy_that_goes_on_inside_its_session_is_seen_within_five_minutes()
    {
        var copy = Enumerable.Range(0, 11).Select(i => Signed(20 + (i * 60), visitor: Thief)).ToArray();
        var finding = Assert.Single(Raised([Signed(0), copy[0], SignOut(30), .. copy[1..]]));
        Assert.Equal(At(320), finding.Raised.ToMicroseconds());
    }

    [Fact]
    public void The_session_that_used_it_carries_the_finding()
    {
        var run = new FoldRun().Live(Signed(0), SignOut(10), Signed(600, visitor: Thief), Signed(610, visitor: Thief)).End();
        Assert.Equal(["D6"], run.Closed.Single(j => j.Key == Visitor(Thief)).Findings.Select(f => f.Rule));
        Assert.Empty(run.Closed.First(j => j.Key == Visitor(1)).Findings);
    }

    [Theory]
    [InlineData(1, 77, null)] // its owner, who learns that it is over
    [InlineData(Thief, 77, Severity.Low)]
    [InlineData(1, 5, Severity.Low)]
    [InlineData(Thief, 5, Severity.Medium)]
    public void A_revoked_session_that_is_shown_elsewhere_is_found(int visitor, ulong network, Severity? severity)
    {
        var found = Raised([Signed(0).With(EventFlags.SignedIn), Shown(60, visitor) with { Network = network }]);
        Assert.Equal(severity is { } one ? [one] : [], found.Select(f => f.Severity));
    }

    [Fact]
    public void A_revoked_session_that_was_never_seen_is_no_evidence() =>
        Assert.Empty(Raised([Signed(0).With(EventFlags.SignedIn), Shown(60, Thief, session: 2) with { Network = 5 }]));

    [Fact]
    public void What_was_only_signed_in_is_no_use_when_the_password_is_changed_elsewhere() =>
        Assert.Empty(Raised([Signed(0, 2, 2).With(EventFlags.SignedIn), Signed(1), Signed(100).With(EventFlags.PasswordChanged), Signed(310, 2, 2)]));

    [Fact]
    public void It_is_remembered_for_a_week()
    {
        Assert.Single(Raised([Signed(0), SignOut(10), Signed(6 * 86_400, visitor: Thief)]));
        Assert.Empty(Raised([Signed(0), SignOut(10), Signed(8 * 86_400, visitor: Thief)]));
    }

    private static RequestEvent Signed(double at, int visitor = 1, int session = 1) =>
        Page(at, "/account", visitor) with { User = new Pseudonym(0x05E4, 1), AuthSession = new Pseudonym(0xA0, (ulong)session) };

    // A revoked session signs no user in.
    private static RequestEvent Shown(double at, int visitor, int session = 1) => Page(at, "/account", visitor) with
    {
        Detail = new EventDetail { RevokedUser = new Pseudonym(0x05E4, 1), RevokedSession = new Pseudonym(0xA0, (ulong)session) },
    };

    private static RequestEvent SignOut(double at) => Signed(at).With(EventFlags.SignedOut);

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).Until(9 * 86_400).Raised.Where(f => f.Rule == "D6")];
}
