using ServerSessions.Insights.Folds;
using ServerSessions.Model.Browser;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

/// <summary>Clicks on a page of a step: numbers of five people or more, of elements and of their cells.</summary>
public sealed class StepClicksFoldTests
{
    private const string Step = "GET /";

    [Fact]
    public void Elements_and_cells_of_fewer_than_five_people_are_left_out()
    {
        var (one, other) = (new StepClicksFold(Step), new StepClicksFold(Step));
        for (var visitor = 0; visitor < 6; visitor++)
            (visitor % 2 == 0 ? one : other).Add(Journey(visitor, Step, ("main>button", 23, 2), ("main>a", 5, visitor < 4 ? 9 : 0), ("main>button", visitor, 1)));
        other.Add(Journey(7, "GET /other", ("main>button", 23, 50)));
        one.Merge(other);

        var element = Assert.Single(one.Result().Elements);

        Assert.Equal(("main>button", 18L, 6), (element.Element, element.Clicks, element.People));
        var cell = Assert.Single(element.Cells);
        Assert.Equal((3, 2, 12L), (cell.Column, cell.Row, cell.Clicks));
    }

    [Fact]
    public void One_person_with_many_sessions_is_one()
    {
        var fold = new StepClicksFold(Step);
        for (var session = 0; session < 20; session++)
            fold.Add(Journey(session, Step, ("main>button", 23, 1)).By(1));
        Assert.Empty(fold.Result().Elements);
    }

    private static Journey Journey(int visitor, string step, params (string Element, int Cell, int Count)[] clicks) => ClosedJourneys.Of(visitor, visitor, step) with
    {
        Clicks = [.. clicks.Where(c => c.Count > 0).Select(c => new StepClick(step, new BrowserClick(c.Element, c.Cell, ClickKind.Click), c.Count))],
    };
}
