using ServerSessions.Insights.Folds;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleReports;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Insights;

public class EngagementFoldTests
{
    [Fact]
    public void Pages_have_visible_time_beside_server_time_and_the_depth_that_their_views_reached()
    {
        var fold = new EngagementFold();
        foreach (var (visitor, visible, depth) in new[] { (1, 2.0, 30), (2, 4.0, 60), (3, 9.0, 100) })
            fold.Add(Session(visitor, visible, depth));
        fold.Add(Assert.Single(new FoldRun().Live(Page(0, "/read", 9)).End().Closed));
        var report = fold.Result();
        Assert.Equal((4L, 3L, 5.0), (report.Sessions, report.Reported, report.VisibleSeconds));
        var page = Assert.Single(report.Pages);
        Assert.Equal(3, page.Sessions);
        Assert.Equal(("GET /read", "desktop", 3L, 4.0, 0.01), (page.Step, page.Device, page.Views, page.VisibleSeconds.P50, page.ServerSeconds.P50));
        Assert.Equal([(25, 3L), (50, 2L), (75, 1L), (95, 1L)], page.Reached.Select(r => (r.Depth, r.Views)));
        Assert.Equal((3L, 3L, 3L, 6L), (page.Clicks, page.RageClicks, page.DeadClicks, page.ScriptErrors));
    }

    [Fact]
    public void A_page_that_a_redirect_led_to_has_its_own_name_and_its_fields_are_not_sent_by_the_form_before_it()
    {
        var used = new BrowserField("Number", 1, 1, 0, 900);
        RequestEvent Used(double at, double page) =>
            Report(at, page, visible: 3, clicks: ClickKind.Click) is var report ? report with { Detail = report.Detail! with { Browser = report.Detail.Browser! with { Fields = [used] } } } : default;
        var left = Assert.Single(new FoldRun().Live(Page(0, "/address"), Post(10, "/address"), Page(10.05, "/payment"), Used(20, page: 10.05)).End().Closed);
        var sent = Assert.Single(new FoldRun().Live(
            Page(0, "/address"), Post(10, "/address"), Page(10.05, "/payment"), Used(20, page: 10.05), Post(21, "/payment"), Page(21.05, "/review")).End().Closed);

        Assert.Equal("GET /payment", left.Steps[1].Landed);
        Assert.Equal(("GET /payment", used.Name, true, false), Assert.Single(left.Fields) is var field ? (field.Step, field.Field.Name, field.IsLast, field.IsSent) : default);
        Assert.True(Assert.Single(sent.Fields).IsSent);
        Assert.Equal("GET /payment", Assert.Single(left.Clicks).Step);
        var fold = new EngagementFold();
        fold.Add(left);
        Assert.Equal(("GET /payment", 3.0), Assert.Single(fold.Result().Pages) is var page ? (page.Step, page.VisibleSeconds.P50) : default);
    }

    [Fact]
    public void Parts_merge_to_what_all_journeys_give()
    {
        var (whole, merged) = (new EngagementFold(), new EngagementFold());
        for (var i = 1; i < 9; i++)
        {
            var part = new EngagementFold();
            whole.Add(Session(i, i, 10 * i));
            part.Add(Session(i, i, 10 * i));
            merged.Merge(part);
        }

        Assert.Equivalent(whole.Result(), merged.Result(), strict: true);
    }

    private static Journey Session(int visitor, double visible, int depth) => Assert.Single(new FoldRun().Live(
        Page(0, "/read", visitor), Report(20, page: 0, visitor: visitor, visible: visible, depth: depth, errors: 2, clicks: [ClickKind.Click, ClickKind.Rage, ClickKind.Dead])).End().Closed);
}
