using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys.Browser;
using ServerSessions.Model.Browser;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Insights;

public class ClickFoldTests
{
    [Fact]
    public void Elements_are_ranked_by_clicks_with_their_cells_and_sessions()
    {
        var report = Report(
            [Session(1, Clicks(("@buy", 44), ("@buy", 44), ("@buy", 45), ("a", 0))), Session(2, Clicks(("@buy", 44), ("a", 100))), Session(3, Clicks(("b", 1)), path: "/other")], new ClickQuery());
        Assert.Equal([("GET /shop", 2L), ("GET /other", 1L)], report.Steps.Select(s => (s.Name, s.Count)));
        Assert.Equal(("GET /shop", 2L, 6L), (report.Step, report.Sessions, report.Clicks));
        Assert.Equal([("@buy", 4L, 2L), ("a", 2L, 2L)], report.Elements.Select(e => (e.Element, e.Clicks, e.Sessions)));
        Assert.Equal([new ClickedCell(4, 4, 3), new ClickedCell(5, 4, 1)], report.Elements[0].Cells);
        Assert.Equal([new ClickedCell(0, 0, 1)], report.Elements[1].Cells);
        Assert.Equal(4.0 / 6, report.Elements[0].Share, 6);
    }

    [Fact]
    public void A_device_has_clicks_of_its_own()
    {
        Journey[] journeys = [Session(1, Clicks(("@buy", 44))), Session(2, Clicks(("@buy", 1), ("@buy", 1))) with { Client = "Chrome 126, Android, phone" }];
        Assert.Equal([("desktop", 1L), ("phone", 1L)], Report(journeys, new ClickQuery()).Devices.Select(d => (d.Name, d.Count)));
        Assert.Equal((2L, 1L), (Report(journeys, new ClickQuery(Device: "phone")).Clicks, Report(journeys, new ClickQuery(Device: "phone")).Sessions));
    }

    [Fact]
    public void Rage_and_dead_clicks_are_marks_beside_the_clicks()
    {
        var element = Assert.Single(Report([Session(1, [new("a", 1, ClickKind.Click), new("a", 1, ClickKind.Rage), new("a", 1, ClickKind.Dead), new("a", 2, ClickKind.Dead)])], new ClickQuery()).Elements);
        Assert.Equal((1L, 1L, 2L), (element.Clicks, element.RageClicks, element.DeadClicks));
    }

    [Fact]
    public void Pieces_merge_to_what_all_journeys_give()
    {
        Journey[] journeys = [Session(1, Clicks(("@buy", 44), ("a", 3))), Session(2, Clicks(("@buy", 44))), Session(3, Clicks(("b", 1)))];
        var (whole, merged) = (new ClickFold(), new ClickFold());
        foreach (var journey in journeys)
        {
            var piece = new ClickFold();
            whole.Add(journey);
            piece.Add(journey);
            merged.Merge(piece.Fields);
        }

        Assert.Equal(whole.Fields.OrderBy(f => f.Key, StringComparer.Ordinal), merged.Fields.OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Places_above_the_limit_of_an_hour_are_counted_together_and_the_next_hour_begins_anew()
    {
        var budget = new PlaceBudget(max: 3);
        var bounded = budget.Bound(Session(1, Clicks(("a", 1), ("b", 1), ("c", 1), ("d", 1), ("e", 2), ("a", 1))));
        Assert.Equal([("a", 2), ("b", 1), ("c", 1), ("(other)", 2)], bounded.Clicks.Select(c => (c.Click.Element, c.Count)));
        Assert.Equal("a", Assert.Single(budget.Bound(Session(2, Clicks(("a", 1)))).Clicks).Click.Element);
        Assert.Equal("f", Assert.Single(budget.Bound(Session(3, Clicks(("f", 1)), at: 7_200)).Clicks).Click.Element);
    }

    [Fact]
    public void A_journey_keeps_a_number_of_places_and_fields_one_by_one_and_counts_all()
    {
        var journey = Session(1, Clicks(("a", 1))) with
        {
            Clicks = [.. Enumerable.Range(0, 500).Select(i => new StepClick("GET /shop", new BrowserClick($"a:{i}", 1, ClickKind.Click), 2))],
            Fields = [.. Enumerable.Range(0, 500).Select(i => new StepField("GET /shop", new BrowserField($"f{i}", 1, 0, 0, 5), i == 499, IsSent: false))],
        };
        var bounded = new PlaceBudget().Bound(journey);
        Assert.Equal((PlaceBudget.MaxClicks + 1, 1_000), (bounded.Clicks.Count, bounded.Clicks.Sum(c => c.Count)));
        Assert.Equal(PlaceBudget.MaxFields, bounded.Fields.Count(f => f.Field.Name != "(other)"));
        Assert.InRange(bounded.Fields.Count, PlaceBudget.MaxFields, 4 * PlaceBudget.MaxFields);
        Assert.True(bounded.Fields[^1].IsLast);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_closing_session_counts_its_clicks_once_also_after_a_change_of_workers(bool restarting)
    {
        var click = new BrowserClick("@buy", 44, ClickKind.Click);
        var report = SampleReports.Report(2, page: 0);
        report.Detail!.Browser!.Clicks = [click, click];
        report.Detail.Browser.Fields = [new BrowserField("email", 1, 1, 0, 900)];
        var journey = Assert.Single(new FoldRun(restarting: restarting).Live(Page(0, "/shop"), report, report, Post(9, "/send")).End().Closed);
        Assert.Equal([new StepClick("GET /shop", click, 2)], journey.Clicks);
        Assert.Equal([new StepField("GET /shop", new BrowserField("email", 1, 1, 0, 900), IsLast: true, IsSent: true)], journey.Fields);
    }

    private static ClickReport Report(IEnumerable<Journey> journeys, ClickQuery query)
    {
        var fold = new ClickFold();
        foreach (var journey in journeys)
            fold.Add(journey);
        return fold.Result(query.Step, query.Device);
    }

    private static BrowserClick[] Clicks(params (string Element, int Cell)[] clicks) => [.. clicks.Select(c => new BrowserClick(c.Element, c.Cell, ClickKind.Click))];

    private static Journey Session(int visitor, BrowserClick[] clicks, string path = "/shop", double at = 0)
    {
        var report = SampleReports.Report(at + 5, page: at, visitor: visitor);
        report.Detail!.Browser!.Clicks = clicks;
        return Assert.Single(new FoldRun().Live(Page(at, path, visitor), report).End().Closed);
    }
}
