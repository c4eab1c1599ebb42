using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class ObjectProbingTests
{
    private static readonly ulong[] Scattered = [90_000, 10_000, 70_000, 30_000, 99_000, 20_000, 80_000, 5_000, 60_000, 40_000];

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public void Five_distinct_objects_refused_in_two_minutes_are_probing_and_four_are_not(int objects, int alerts) =>
        Assert.Equal(alerts, Raised(Refused(objects, 30)).Count);

    [Theory]
    [InlineData(120, 1)]
    [InlineData(120.000001, 0)]
    public void The_two_minutes_are_exact(double last, int alerts) =>
        Assert.Equal(alerts, Raised([.. Refused(4, 1), Object(last, Scattered[4])]).Count);

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public void Ten_in_an_hour_are_probing_too(int objects, int alerts) => Assert.Equal(alerts, Raised(Refused(objects, 399)).Count);

    [Fact]
    public void Five_are_worth_more_than_three_that_follow_each_other_and_both_are_reported()
    {
        Assert.Equal(Severity.Medium, Assert.Single(Raised(Refused(5, 10))).Severity);
        Assert.Equal(Severity.Low, Assert.Single(Raised([Object(0, 71), Object(3, 72), Object(6, 73)])).Severity);
        Assert.Equal(Severity.Low, Assert.Single(Raised([Object(0, 73), Object(3, 72), Object(6, 71)])).Severity);
    }

    [Fact]
    public void Numbers_that_go_to_and_fro_are_in_no_row() => Assert.Empty(Raised([Object(0, 71), Object(3, 75), Object(6, 73), Object(9, 74)]));

    [Fact]
    public void Ids_that_are_no_numbers_are_in_no_row() =>
        Assert.Empty(Raised([.. Enumerable.Range(71, 4).Select(i => Object(i, (ulong)i, isOrdinal: false))]));

    [Fact]
    public void The_same_object_again_is_no_other_object() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 300).Select(i => Object(i / 10.0, Scattered[i % 4]))]));

    [Fact]
    public void Objects_of_several_routes_are_counted_apart() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 10).Select(i => Object(i, Scattered[i]) with { Step = $"GET /things{i % 3}/{{id}}" })]));

    [Fact]
    public void Tabs_that_a_browser_restores_after_the_sign_in_has_ended_are_sent_to_the_login_and_do_not_count() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 30).Select(i => Object(i / 10.0, (ulong)i + 1) with { User = default, Status = 302 })]));

    [Fact]
    public void A_plain_refusal_counts_for_any_client() =>
        Assert.Single(Raised([.. Refused(5, 1).Select(e => e with { User = default, Status = 403 })]));

    [Fact]
    public void Not_found_counts_only_where_the_application_means_it()
    {
        var missing = Refused(5, 1).Select(e => e with { Outcome = Outcome.Missing, Status = 404 }).ToArray();
        Assert.Empty(Raised(missing));
        Assert.Single(new FoldRun(options: new DetectionOptions { ObjectProbing = { MissingCounts = true } }).Live(missing).Raised);
    }

    [Fact]
    public void Its_memory_is_bounded()
    {
        var run = new FoldRun().Live(Enumerable.Range(0, 1_000).Select(i => Object(i, (ulong)i + 1)));
        Assert.Equal(64, run.Fold.Session(Visitor(1))!.Detection.Memories["D7"].Marks.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_user_who_shows_another_session_cookie_for_every_few_objects_is_found_and_the_sign_in_is_answered(int each)
    {
        var signIn = new Pseudonym(7, 7);
        var found = new FoldRun(options: Enforced()).Live(Refused(5, 10).Select((e, i) => e with { Key = Visitor(i / each), AuthSession = signIn }))
            .Alerts.Where(a => a.Alert.Finding.Rule == "D7").ToList();
        var result = Assert.Single(found);
        Assert.Equal((ActorKind.User, Severity.Medium, signIn), (result.Alert.Finding.Subject.Kind, result.Alert.Finding.Severity, Assert.Single(result.SignIns).AuthSession));
        Assert.Equal(signIn, Assert.IsType<SessionFindingNotice>(Assert.Single(ResponseCandidates.Notices(result)).Notice).SignIn);
    }

    [Fact]
    public void A_session_that_is_enough_by_itself_has_the_finding_and_does_not_hide_what_its_user_does_in_others()
    {
        Assert.Equal([ActorKind.Session], Raised(Refused(10, 5)).Select(f => f.Subject.Kind));
        var all = Refused(10, 5).Select((e, i) => i < 5 ? e : e with { Key = Visitor(i) });
        Assert.Equal([ActorKind.Session, ActorKind.User], Raised([.. all]).Select(f => f.Subject.Kind));
    }

    [Fact]
    public void Each_sign_in_of_a_user_that_comes_to_it_is_answered_although_the_alert_is_known()
    {
        var events = Enumerable.Range(0, 16).Select(i => Object(i, (ulong)((i * 7_919) + 1)) with { Key = Visitor(i), AuthSession = new Pseudonym(7, i < 8 ? 1UL : 2) });
        var answered = new FoldRun(options: Enforced()).Live(events).Alerts.Where(a => a.Alert.Finding.Rule == "D7").SelectMany(ResponseCandidates.Notices).ToList();
        Assert.Equal([1UL, 2UL], answered.Select(n => ((SessionFindingNotice)n.Notice!).SignIn.Low));
    }

    [Fact]
    public void Sessions_of_several_users_are_counted_apart() =>
        Assert.Empty(Raised([.. Refused(10, 5).Select((e, i) => (e with { Key = Visitor(i) }).From(i % 3))]));

    private static DetectionOptions Enforced() => new() { Modes = { ["D7"] = DetectionMode.Enforce } };

    private static RequestEvent[] Refused(int objects, double every) => [.. Enumerable.Range(0, objects).Select(i => Object(i * every, Scattered[i]))];

    private static RequestEvent Object(double at, ulong value, bool isOrdinal = true) => Page(at, "/things/{id}", outcome: Outcome.Denied).From(1) with
    {
        Detail = new EventDetail { Object = value, IsOrdinal = isOrdinal },
    };

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).Until(10_000).Raised];
}
