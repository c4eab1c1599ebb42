using ServerSessions.Insights;
using ServerSessions.Insights.Floors;

namespace ServerSessions.Tests.Insights.Floors;

/// <summary>What browsers report of pages is not shown of one to four sessions to people that see no single session.</summary>
public class BrowserFloorTests
{
    [Fact]
    public void Pages_elements_cells_and_fields_of_fewer_than_five_sessions_are_left_out()
    {
        var floor = ReportFloor.OfSessions;
        var engagement = floor.Of(new EngagementReport { Sessions = 9, Reported = 4, VisibleSeconds = 7, Pages = [Page("/a", 5), Page("/b", 4)] });
        Assert.Equal((9L, 0L, null), (engagement.Sessions, engagement.Reported, engagement.VisibleSeconds));
        Assert.Equal("/a", Assert.Single(engagement.Pages).Step);

        var clicks = floor.Of(new ClickReport { Steps = [new("/a", 9), new("/b", 4)], Step = "/a", Devices = [new("phone", 4)], Sessions = 9, Clicks = 40, Elements = [Element("a", 9), Element("b", 4)] });
        Assert.Equal("/a", Assert.Single(clicks.Steps).Name);
        Assert.Empty(clicks.Devices);
        var element = Assert.Single(clicks.Elements);
        Assert.Equal(("a", 0), (element.Element, Assert.Single(element.Cells).Column));

        var fields = floor.Of(new FieldReport { Fields = [Field("email", 9, stops: 4), Field("city", 4, stops: 4)] });
        Assert.Equal(("email", 0L), (Assert.Single(fields.Fields).Field, fields.Fields[0].Stops));
    }

    [Fact]
    public void A_page_that_few_sessions_clicked_names_no_element()
    {
        var clicks = ReportFloor.OfSessions.Of(new ClickReport { Step = "/a", Sessions = 4, Clicks = 40, Elements = [Element("a", 9)] });
        Assert.Equal((null, 0L, 0L, 0), (clicks.Step, clicks.Sessions, clicks.Clicks, clicks.Elements.Count));
    }

    private static EngagedPage Page(string step, long sessions) => new() { Step = step, Sessions = sessions, Views = 40 };

    private static ClickedElement Element(string name, long sessions) => new() { Element = name, Sessions = sessions, Clicks = 40, Cells = [new(0, 0, 36), new(1, 0, 4)] };

    private static UsedField Field(string name, long sessions, long stops) => new() { Step = "/a", Field = name, FormSessions = 9, Sessions = sessions, Stops = stops };
}
