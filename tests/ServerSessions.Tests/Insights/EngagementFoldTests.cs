using ServerSessions.Insights.Folds;
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
