using System.Text.Json;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

public class SessionTests
{
    private const double Hour = 3600;
    private const double Day = 24 * Hour;

    [Fact]
    public void A_gap_of_exactly_the_timeout_stays_in_the_session() =>
        Assert.Single(new FoldRun().Live(Page(0, "/a"), Page(1800, "/b")).End().Closed);

    [Fact]
    public void A_gap_of_one_microsecond_more_begins_another_session_that_names_the_first()
    {
        var closed = new FoldRun().Live(Page(0, "/a"), Page(1, "/b"), Page(1801.000001, "/c")).End().Closed;
        Assert.Equal([CloseReason.Idle, CloseReason.Idle], closed.Select(j => j.Close));
        Assert.Equal(closed[0].Id, closed[1].Previous);
    }

    [Theory]
    [InlineData(86_399.999999, 1)]
    [InlineData(86_400, 2)]
    public void A_session_ends_at_the_age_of_a_day(double last, int sessions)
    {
        var requests = Enumerable.Range(0, 144).Select(i => Page(i * 600, "/a")).Append(Page(last, "/b"));
        var closed = new FoldRun().Add(requests).End().Closed;
        Assert.Equal(sessions, closed.Count);
        if (sessions == 2)
            Assert.Equal(CloseReason.Age, closed[0].Close);
    }

    [Fact]
    public void A_sign_out_ends_the_session_and_what_began_before_it_still_belongs_to_it()
    {
        var closed = new FoldRun().Live(
            Page(0, "/a").From(1),
            Post(10, "/signout", lasts: 0.5).From(1).With(EventFlags.SignedOut),
            Page(10.4, "/late"),
            Page(16, "/home")).End().Closed;
        Assert.Equal([CloseReason.SignOut, CloseReason.Idle], closed.Select(j => j.Close));
        Assert.Equal(3, closed[0].Requests);
        Assert.Equal(closed[0].Id, closed[1].Previous);
        Assert.Equal(Pseudonym.None, closed[1].User);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_page_that_a_sign_out_redirects_to_is_its_landing_and_no_visit_of_its_own(bool live)
    {
        RequestEvent[] requests =
        [
            Page(0, "/a").From(1), Post(10, "/signout").From(1).With(EventFlags.SignedOut), Page(13, "/", outcome: Outcome.Redirected), Page(13.2, "/home"), Page(14, "/products"), Page(20, "/cart"),
        ];
        var run = (live ? new FoldRun().Live(requests) : new FoldRun().Add(requests)).End();
        Assert.Equal([CloseReason.SignOut, CloseReason.Idle], run.Closed.Select(j => j.Close));
        Assert.Equal(["GET /a", "POST /signout"], run.Closed[0].Steps.Select(s => s.Name));
        Assert.Equal(("GET /home", 1), (run.Closed[0].Steps[1].Landed, run.Closed[0].Steps[1].Passed.Count));
        Assert.Equal(["GET /products", "GET /cart"], run.Closed[1].Steps.Select(s => s.Name));
    }

    [Fact]
    public void What_scripts_and_the_browser_send_beside_the_landing_of_a_sign_out_is_no_visit_of_its_own()
    {
        var run = new FoldRun().Live(
            Page(0, "/a").From(1), Post(10, "/signout").From(1).With(EventFlags.SignedOut),
            Api(10.3, "/poll"), Api(10.4, "/logo.png").With(EventFlags.Part), Post(10.5, "/beacon").With(EventFlags.Part),
            Page(11, "/home"), Api(11.1, "/api/cart"), Api(14, "/api/stock"), Custom(14.5, "shown"),
            Page(15, "/products"), Page(20, "/cart")).End();
        Assert.Equal([CloseReason.SignOut, CloseReason.Idle], run.Closed.Select(j => j.Close));
        Assert.Equal(["GET /products", "GET /cart"], run.Closed[1].Steps.Select(s => s.Name));
    }

    [Fact]
    public void Redirects_on_the_way_to_the_landing_may_arrive_after_it()
    {
        var run = new FoldRun().Add(
            Page(0, "/a").From(1), Post(10, "/signout").From(1).With(EventFlags.SignedOut), Page(10.4, "/home"),
            Page(10.2, "/mid1", outcome: Outcome.Redirected), Page(10.3, "/mid2", outcome: Outcome.Redirected), Page(14, "/products")).End();
        Assert.Equal([CloseReason.SignOut, CloseReason.Idle], run.Closed.Select(j => j.Close));
        Assert.Equal(("GET /home", 2), (run.Closed[0].Steps[1].Landed, run.Closed[0].Steps[1].Passed.Count));
    }

    [Fact]
    public void A_sign_out_by_a_link_has_its_landing_too()
    {
        var run = new FoldRun().Live(Page(0, "/a").From(1), Page(10, "/logout", outcome: Outcome.Redirected).From(1).With(EventFlags.SignedOut), Page(10.1, "/home"), Page(14, "/products")).End();
        Assert.Equal([CloseReason.SignOut, CloseReason.Idle], run.Closed.Select(j => j.Close));
        Assert.Equal("GET /home", run.Closed[0].Steps[^1].Landed);
    }

    [Fact]
    public void The_page_after_a_sign_out_that_a_script_sent_is_no_visit_of_its_own()
    {
        var run = new FoldRun().Live(Page(0, "/a").From(1), Post(10, "/signout", outcome: Outcome.Ok).From(1).With(EventFlags.SignedOut), Page(11, "/home"), Page(30, "/products")).End();
        Assert.Equal(["GET /a", "POST /signout", "GET /home"], run.Closed[0].Steps.Select(s => s.Name));
        Assert.Equal(["GET /products"], run.Closed[1].Steps.Select(s => s.Name));
    }

    [Theory]
    [InlineData("a change")]
    [InlineData("a page of a signed-in user")]
    [InlineData("a call of a signed-in user")]
    [InlineData("a file that the person opens")]
    [InlineData("a call after five seconds")]
    public void After_a_sign_out_the_next_visit_begins_with(string what)
    {
        var next = what switch
        {
            "a change" => Post(11, "/login"),
            "a page of a signed-in user" => Page(11, "/home").From(1),
            "a call of a signed-in user" => Api(11, "/me").From(1),
            "a file that the person opens" => Api(11, "/report.pdf").With(EventFlags.Navigation),
            _ => Api(15.02, "/me"),
        };
        var run = new FoldRun().Live(Page(0, "/a").From(1), Post(10, "/signout").From(1).With(EventFlags.SignedOut), next).End();
        Assert.Equal(2, run.Closed.Count);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(5.02, 2)]
    public void A_page_more_than_five_seconds_after_a_sign_out_is_another_visit(double after, int sessions) =>
        Assert.Equal(sessions, new FoldRun().Live(Page(0, "/a").From(1), Post(10, "/signout").From(1).With(EventFlags.SignedOut), Page(10 + after, "/home")).End().Closed.Count);

    [Fact]
    public void Another_user_on_the_same_key_begins_another_session_even_at_the_second_request()
    {
        var run = new FoldRun().Add(Page(0, "/a").From(1), Page(1, "/b").From(2), Page(2, "/c").From(2)).End();
        Assert.Equal([CloseReason.UserChanged, CloseReason.Idle], run.Closed.Select(j => j.Close));
        Assert.Equal(run.Closed[0].Id, run.Closed[1].Previous);
        Assert.Equal(2, run.Closed[1].Requests);
    }

    [Fact]
    public void Signing_in_keeps_the_session_and_stamps_the_user_on_it()
    {
        var journey = Assert.Single(new FoldRun().Live(Page(0, "/a"), Post(5, "/login").From(1), Page(6, "/b")).End().Closed);
        Assert.Equal(new Pseudonym(0x05E4, 2), journey.User);
    }

    [Fact]
    public void Passive_requests_open_no_session() => Assert.Equal(0, new FoldRun().Add(Passive(0)).Fold.Count);

    [Fact]
    public void Passive_requests_do_not_extend_a_session()
    {
        var run = new FoldRun().Live(Page(0, "/a"), Page(10, "/b"));
        run.Live(Enumerable.Range(1, 100).Select(i => Passive(10 + (i * 60))));
        var journey = Assert.Single(run.Closed);
        Assert.Equal(30, journey.Passive);
        Assert.Equal(10.01, journey.Duration.TotalSeconds, 6);
    }

    [Fact]
    public void Passive_requests_after_the_end_of_a_session_are_not_its_own_however_late_it_is_closed() =>
        Assert.Equal(0, new FoldRun().Add(Page(0, "/a"), Page(1, "/b"), Passive(1802)).End().Closed.Single().Passive);

    [Fact]
    public void Events_out_of_order_are_sorted_by_their_start()
    {
        var journey = new FoldRun().Add(Page(2, "/b"), Page(5, "/d"), Page(0, "/a"), Page(3, "/c")).End().Closed.Single();
        Assert.Equal(["GET /a", "GET /b", "GET /c", "GET /d"], journey.Steps.Select(s => s.Name));
        Assert.Equal(UnixTime.ToDate(Zero), journey.Start);
    }

    [Fact]
    public void An_event_recorded_inside_the_first_request_takes_nothing_from_it()
    {
        var journey = new FoldRun().Add(
            Custom(0.005, "added"),
            Page(0, "/a") with { Detail = new EventDetail { Referrer = "https://search.example" } }).End().Closed.Single();
        Assert.Equal("https://search.example", journey.Referrer);
        Assert.Equal(["GET /a", "added"], journey.Steps.Select(s => s.Name));
    }

    [Fact]
    public void An_id_comes_from_key_and_start_and_contains_time_and_partition()
    {
        var id = SessionId.Create(Zero + 1_234_567, 4_000, Visitor(1));
        Assert.Equal(id, SessionId.Create(Zero + 1_234_567, 4_000, Visitor(1)));
        Assert.NotEqual(id, SessionId.Create(Zero + 1_234_568, 4_000, Visitor(1)));
        Assert.NotEqual(id, SessionId.Create(Zero + 1_234_567, 4_000, Visitor(2)));
        Assert.Equal(UnixTime.ToDate(Zero + 1_234_000), id.Start);
        Assert.Equal(4_000, id.Partition);
        Assert.Equal(7, id.Value.Version);
        Assert.InRange(id.Value.Variant, 8, 11);
        Assert.Equal(3, new FoldRun().Add(Page(0, "/a")).End().Closed.Single().Id.Partition);
    }

    [Fact]
    public void The_same_events_give_the_same_journeys_again() => Assert.Equal(Texts(Mixed(new FoldRun(), live: true)), Texts(Mixed(new FoldRun(), live: true)));

    [Fact]
    public void When_time_is_advanced_changes_no_journey() => Assert.Equal(Texts(Mixed(new FoldRun(), live: true)), Texts(Mixed(new FoldRun(), live: false)));

    [Fact]
    public void A_session_that_passed_both_its_age_and_its_timeout_ended_at_the_first_of_them()
    {
        var settings = new JourneySettings(TimeSpan.FromHours(10), TimeSpan.FromHours(12), [], [], []);
        var requests = new[] { Page(0, "/a"), Page(5 * Hour, "/b"), Page(23 * Hour, "/c"), Page(23.1 * Hour, "/d") };
        Assert.Equal(CloseReason.Age, new FoldRun(settings).Live(requests).End().Closed[0].Close);
        Assert.Equal(CloseReason.Age, new FoldRun(settings).Add(requests).End().Closed[0].Close);
    }

    [Fact]
    public void Nothing_closes_before_time_has_come()
    {
        var run = new FoldRun().Add(Page(0, "/a"), Page(1, "/b")).Until(1801);
        Assert.Empty(run.Closed);
        Assert.Single(run.Until(1801.000001).Closed);
    }

    [Fact]
    public void A_key_seen_once_leaves_nothing_behind() => Assert.Equal(0, new FoldRun().Add(Page(0, "/a")).Until(1801).Fold.Count);

    [Fact]
    public void A_key_that_comes_back_when_its_only_request_has_just_timed_out_is_folded_on()
    {
        var run = new FoldRun().Add(Page(0, "/a"), Page(1801, "/b"), Page(1802, "/c")).Until(1900);
        Assert.NotNull(run.Fold.Session(Visitor(1)));
        Assert.Equal([1, 2], run.End().Closed.Select(j => j.Requests));
    }

    [Fact]
    public void The_rest_of_a_closed_session_is_forgotten_after_a_day()
    {
        var run = new FoldRun().Add(Page(0, "/a"), Page(1, "/b", lasts: 0));
        Assert.Equal(1, run.Until(Day).Fold.Count);
        Assert.Equal(0, run.Until(Day + 1).Fold.Count);
    }

    [Fact]
    public void A_hundred_thousand_keys_seen_once_leave_no_memory_behind()
    {
        var run = new FoldRun();
        for (var i = 0; i < 100_000; i++)
        {
            run.Live(Page(i * 0.1, "/a", visitor: i));
            Assert.True(run.Fold.Count <= 18_002);
        }

        run.End();
        Assert.Equal(0, run.Fold.Count);
        Assert.Equal(100_000, run.Closed.Count);
    }

    private static FoldRun Mixed(FoldRun run, bool live)
    {
        var random = new Random(5);
        var time = 0.0;
        for (var i = 0; i < 3_000; i++)
        {
            time += random.Next(20) == 0 ? random.Next(5_000) : random.NextDouble() * 40;
            var visitor = random.Next(6);
            RequestEvent e = random.Next(12) switch
            {
                0 => Passive(time, visitor: visitor),
                1 => Post(time, "/save", visitor),
                2 => Post(time, "/signout", visitor).With(EventFlags.SignedOut),
                3 => Api(time, "/api", visitor),
                4 => Page(time, "/p3", visitor, outcome: Outcome.Failed),
                5 => Page(time, "/p4", visitor).From(random.Next(2)),
                _ => Page(time, $"/p{random.Next(5)}", visitor),
            };
            if (live)
                run.Live(e);
            else
                run.Add(e);
        }

        return run.End();
    }

    private static List<string> Texts(FoldRun run) => [.. run.Closed.OrderBy(j => j.Id).Select(j => JsonSerializer.Serialize(j))];
}
