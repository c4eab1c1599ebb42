using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class PrivilegeProbingTests
{
    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void Three_distinct_endpoints_refused_in_ten_minutes_are_probing_and_two_are_not(int endpoints, int alerts) =>
        Assert.Equal(alerts, Raised([.. Enumerable.Range(0, endpoints).Select(i => Refused(i * 60, $"/staff/{i}"))]).Count);

    [Theory]
    [InlineData(600, 1)]
    [InlineData(600.000001, 0)]
    public void The_ten_minutes_are_exact(double last, int alerts) =>
        Assert.Equal(alerts, Raised(Refused(0, "/a"), Refused(1, "/b"), Refused(last, "/c")).Count);

    [Fact]
    public void One_endpoint_is_enough_where_it_is_marked_sensitive() =>
        Assert.Equal(Severity.Medium, Assert.Single(Raised(Refused(0, "/staff/refunds").With(EventFlags.Sensitive))).Severity);

    [Fact]
    public void The_same_endpoint_again_is_no_other() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 100).Select(i => Refused(i, $"/staff/{i % 2}"))]));

    [Fact]
    public void What_succeeds_afterwards_was_allowed_after_all() =>
        Assert.Empty(Raised(Refused(0, "/a"), Refused(10, "/b"), Page(60, "/a").From(1), Refused(90, "/c")));

    [Fact]
    public void Widgets_of_one_page_that_are_refused_are_one_try() =>
        Assert.Empty(Raised([Refused(0, "/a"), Page(0.5, "/page"), .. Enumerable.Range(0, 9).Select(i => Refused(1, $"/api/{i}").With(EventFlags.ScriptFetch | EventFlags.SameOrigin))]));

    [Fact]
    public void Showing_page_after_page_spares_one_page_only() =>
        Assert.Single(Raised([Page(0, "/page"), Refused(1, "/a"), Refused(1.5, "/b"), Page(60, "/page"), Refused(61, "/c"), Refused(62, "/d")]));

    [Fact]
    public void That_the_client_claims_to_come_from_pages_of_ours_lightens_nothing() =>
        Assert.Equal(Severity.Medium, Assert.Single(Raised([.. Enumerable.Range(0, 3).Select(i => Refused(i, $"/{i}").With(EventFlags.SameOrigin))])).Severity);

    [Fact]
    public void Being_sent_to_the_login_is_no_refusal() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 9).Select(i => Refused(i, $"/{i}") with { User = default, Status = 302 })]));

    [Fact]
    public void A_wrong_password_is_no_policy() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 9).Select(i => Refused(i, $"/{i}") with { Detail = new EventDetail() })]));

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public void An_endpoint_that_refuses_many_users_is_reported_about_the_application(int users, int alerts)
    {
        var findings = Raised([.. Enumerable.Range(0, users).Select(i => (Refused(i * 600, "/reports") with { Key = Visitor(i) }).From(i))]);
        Assert.Equal(alerts, findings.Count);
        Assert.All(findings, f => Assert.Equal((ActorKind.Endpoint, Severity.Low), (f.Subject.Kind, f.Severity)));
        Assert.All(findings, f => Assert.Contains("a link or a role", f.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60, 10, 1)] // a twentieth of the users and what chance adds is no more than ten
    [InlineData(200, 19, 0)] // 10, and three deviations of 3.2
    [InlineData(200, 20, 1)]
    [InlineData(600, 36, 0)]
    [InlineData(600, 80, 1)]
    [InlineData(2_000, 90, 0)]
    [InlineData(2_000, 200, 1)]
    public void The_number_of_users_grows_with_those_that_the_site_saw_that_day(int seen, int refused, int alerts)
    {
        var users = Enumerable.Range(0, seen).Select(i => (Page(i, "/account", visitor: 10_000 + i) with { User = new Pseudonym(0x05E4, (ulong)i + 1) }).With(EventFlags.SignedIn));
        var met = Enumerable.Range(0, refused).Select(i => Refused(seen + (i * 10), "/reports") with { Key = Visitor(i), User = new Pseudonym(0x05E4, (ulong)i + 1) });
        var findings = Raised([.. users, .. met]);
        Assert.Equal(alerts, findings.Count);
    }

    [Fact]
    public void Users_of_the_day_before_do_not_raise_the_number()
    {
        var users = Enumerable.Range(0, 2_000).Select(i => (Page(i, "/account", visitor: 10_000 + i) with { User = new Pseudonym(0x05E4, (ulong)i + 1) }).With(EventFlags.SignedIn));
        var met = Enumerable.Range(0, 12).Select(i => Refused(100_000 + (i * 10), "/reports") with { Key = Visitor(i), User = new Pseudonym(0x05E4, (ulong)i + 1) });
        Assert.Single(Raised([.. users, .. met]));
    }

    [Fact]
    public void Users_who_try_objects_do_not_make_it_a_fault_of_the_application() =>
        Assert.DoesNotContain(Raised([.. Enumerable.Range(0, 40).SelectMany(i => Enumerable.Range(0, 4).Select(n =>
            (Refused((i * 600) + (n * 60), "/invoices") with { Key = Visitor(i), Detail = new EventDetail { Policy = "Owner", Object = (ulong)n + 1 } }).From(i)))]), f => f.Subject.Kind == ActorKind.Endpoint);

    [Fact]
    public void One_user_who_tries_for_ever_is_not_many() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 50).Select(i => Refused(i * 60, "/reports"))]));

    [Fact]
    public void A_user_who_shows_another_session_cookie_for_every_endpoint_is_found() =>
        Assert.Equal((ActorKind.User, Severity.Medium), Assert.Single(Raised([.. Enumerable.Range(0, 3).Select(i => Refused(i * 60, $"/staff/{i}") with { Key = Visitor(i) })])) is var f ? (f.Subject.Kind, f.Severity) : default);

    [Fact]
    public void A_session_that_is_enough_by_itself_has_the_finding_and_its_user_has_none() =>
        Assert.Equal([ActorKind.Session], Raised([.. Enumerable.Range(0, 5).Select(i => Refused(i * 60, $"/staff/{i}"))]).Select(f => f.Subject.Kind));

    [Fact]
    public void Widgets_of_one_page_in_each_session_of_a_user_are_one_try_each()
    {
        RequestEvent[] Shown(int session, double at) =>
            [Page(at, "/page", session).From(1), .. Enumerable.Range(0, 4).Select(i => Refused(at + 1 + (i / 10.0), $"/api/{(10 * session) + i}").With(EventFlags.ScriptFetch) with { Key = Visitor(session) })];
        Assert.Empty(Raised([.. Shown(1, 0), .. Shown(2, 60)]));
        Assert.Equal(ActorKind.User, Assert.Single(Raised([.. Shown(1, 0), .. Shown(2, 60), .. Shown(3, 120)])).Subject.Kind);
    }

    [Fact]
    public void What_succeeds_afterwards_in_the_session_no_longer_counts_for_its_user() =>
        Assert.Empty(Raised(Refused(0, "/a"), Refused(10, "/b") with { Key = Visitor(2) }, Page(60, "/a").From(1), Refused(90, "/c") with { Key = Visitor(3) }));

    private static RequestEvent Refused(double at, string path) => Page(at, path, outcome: Outcome.Denied).From(1) with { Detail = new EventDetail { Policy = "Staff" } };

    private static List<Finding> Raised(params RequestEvent[] events) => [.. new FoldRun().Live(events).Until(200_000).Raised];
}
