using ServerSessions.Journeys.Browser;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleReports;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys.Browser;

/// <summary>What the browser reports of its pages joins the journey of its session.</summary>
public class PageViewTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_last_step_has_the_time_for_which_its_page_was_visible(bool restarting)
    {
        var journey = Journey(restarting, Page(0, "/a"), Page(5, "/b"), Report(9, page: 5, visible: 3.5, depth: 80));
        Assert.Equal([(TimeSpan.FromSeconds(4.99), DwellSource.Gap), (TimeSpan.FromSeconds(3.5), DwellSource.Beacon)], journey.Steps.Select(s => (s.Dwell!.Value, s.DwellSource)));
        Assert.Equal(new PageEngagement(TimeSpan.FromSeconds(3.5), 80, 0, 0, 0, 0), journey.Steps[1].Engagement);
        Assert.Null(journey.Steps[0].Engagement);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Web_vitals_of_a_page_are_the_newest_of_each_that_its_browser_measured(bool restarting)
    {
        var journey = Journey(
            restarting, Page(0, "/a"), Report(1, page: 0).With(new WebVitals(Lcp: 900, Fcp: 400)), Report(3, page: 0, sequence: 3).With(new WebVitals(Lcp: 1_200, Inp: 80, Cls: 0.125)),
            Report(4, page: 0, sequence: 2).With(new WebVitals(Lcp: 1_000, Inp: 40, Ttfb: 20)), Page(9, "/b"));
        Assert.Equal(new WebVitals(Lcp: 1_200, Inp: 80, Cls: 0.125, Fcp: 400, Ttfb: 20), journey.Steps[0].Engagement!.Vitals);
        Assert.Null(journey.Steps[1].Engagement?.Vitals);
    }

    [Fact]
    public void Reports_that_come_late_or_out_of_order_reach_the_page_that_they_are_about()
    {
        var journey = Journey(false, Page(0, "/a"), Page(5, "/b"), Report(5.1, page: 0, sequence: 2, visible: 4, depth: 90), Report(5.2, page: 0, sequence: 1, visible: 2, depth: 40, clicks: ClickKind.Click));
        Assert.Equal(new PageEngagement(TimeSpan.FromSeconds(4), 90, 1, 0, 0, 0), journey.Steps[0].Engagement);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_replayed_report_changes_nothing(bool restarting)
    {
        var report = Report(9, page: 0, sequence: 3, visible: 2, errors: 2, clicks: [ClickKind.Click, ClickKind.Rage, ClickKind.Dead]);
        var once = Journey(restarting, Page(0, "/a"), report, Report(10, page: 0, sequence: 90));
        var again = Journey(restarting, Page(0, "/a"), report, report, Report(10, page: 0, sequence: 90), report, Report(11, page: 0, sequence: 20, clicks: ClickKind.Click));
        Assert.Equal(new PageEngagement(TimeSpan.FromSeconds(2), 50, 1, 1, 1, 2), once.Steps[0].Engagement);
        Assert.Equal(once.Steps[0].Engagement, again.Steps[0].Engagement);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_page_that_was_rendered_ahead_is_one_step_at_the_time_it_was_shown(bool restarting)
    {
        var journey = Journey(
            restarting, Page(0, "/a"), Ahead(1, "/b"), Ahead(1.5, "/never"), Report(30, page: 1, began: 30, visible: 0), Report(42, page: 1, sequence: 2, began: 30, visible: 12), Page(50, "/c"));
        Assert.Equal(["GET /a", "GET /b", "GET /c"], journey.Steps.Select(s => s.Name));
        Assert.Equal((At(30), StepKind.Page, 12.0), (journey.Steps[1].Time.ToMicroseconds(), journey.Steps[1].Kind, journey.Steps[1].Dwell!.Value.TotalSeconds));
        Assert.Equal((3, true), (journey.StepCount, journey.Engaged));
    }

    [Fact]
    public void A_session_that_begins_with_a_page_rendered_ahead_has_it_as_its_first_step()
    {
        var journey = Journey(false, Ahead(0, "/a"), Report(60, page: 0, began: 60, visible: 4));
        Assert.Equal(("GET /a", At(60)), (Assert.Single(journey.Steps).Name, journey.Steps[0].Time.ToMicroseconds()));
        Assert.Empty(new FoldRun().Live(Ahead(0, "/a")).End().Closed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_later_view_of_a_document_is_a_step_of_its_own_between_the_requests(bool restarting)
    {
        var journey = Journey(
            restarting, Page(0, "/app"), Report(4, page: 0, visible: 4), Report(4.1, page: 0, view: 1, step: "GET /app/orders", began: 4, visible: 0),
            Report(9, page: 0, view: 1, sequence: 2, step: "GET /app/orders", began: 4, visible: 5), Page(9, "/bye"));
        Assert.Equal([("GET /app", 4.0), ("GET /app/orders", 5.0), ("GET /bye", -1.0)], journey.Steps.Select(s => (s.Name, s.Dwell?.TotalSeconds ?? -1)));
    }

    [Fact]
    public void A_report_opens_no_session_and_one_about_a_page_of_the_session_before_is_not_attached()
    {
        Assert.Empty(new FoldRun().Live(Report(0, page: 0, step: "GET /x", view: 1)).End().Closed);
        var run = new FoldRun().Live(Page(0, "/a"), Page(4_000, "/b"), Report(4_001, page: 0, visible: 9)).End();
        Assert.Equal(2, run.Closed.Count);
        Assert.All(run.Closed.SelectMany(j => j.Steps), s => Assert.Null(s.Engagement));
    }

    [Fact]
    public void Time_alone_prolongs_no_session_and_a_later_view_does()
    {
        Assert.Equal(2, new FoldRun().Live(Page(0, "/a"), Report(1_700, page: 0, visible: 1_600), Page(1_900, "/b")).End().Closed.Count);
        Assert.Single(new FoldRun().Live(Page(0, "/a"), Report(1_700, page: 0, view: 1, step: "GET /a/1", began: 1_700), Page(1_900, "/b")).End().Closed);
    }

    [Fact]
    public void Ten_seconds_of_visible_time_make_a_session_engaged_and_no_less()
    {
        Assert.False(Journey(false, Page(0, "/a"), Report(20, page: 0, visible: 10)).Engaged);
        Assert.True(Journey(false, Page(0, "/a"), Report(20, page: 0, visible: 10.001)).Engaged);
    }

    [Fact]
    public void Rage_clicks_dead_clicks_and_script_errors_are_friction()
    {
        var journey = Journey(false, Page(0, "/a"), Page(5, "/b"), Report(9, page: 5, errors: 2, clicks: [ClickKind.Click, ClickKind.Rage, ClickKind.Dead, ClickKind.Dead]));
        Assert.Equal(new Friction(0, 0, 0, 0, 0, RageClicks: 1, DeadClicks: 2, ScriptErrors: 2), journey.Friction);
        Assert.Equal(3 + 2 + 2, journey.Friction.Score);
    }

    [Fact]
    public void Views_above_the_limit_are_not_kept()
    {
        var run = new FoldRun().Live(Page(0, "/a"));
        for (var i = 1; i <= PageViews.MaxViews + 50; i++)
            run.Live(Report(i, page: 0, view: i, step: "GET /v", began: i));
        Assert.Equal(1 + PageViews.MaxViews, Assert.Single(run.End().Closed).StepCount);
    }

    private static Journey Journey(bool restarting, params RequestEvent[] events) => Assert.Single(new FoldRun(restarting: restarting).Live(events).End().Closed);
}
