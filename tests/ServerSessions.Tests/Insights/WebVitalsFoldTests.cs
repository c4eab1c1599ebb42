using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleReports;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Insights;

/// <summary>Web vitals stand beside completion, and never of fewer than five people.</summary>
public class WebVitalsFoldTests
{
    [Fact]
    public void A_page_has_its_vitals_at_75_percent_of_all_and_of_people_who_completed_or_not()
    {
        var fold = new WebVitalsFold();
        for (var i = 1; i <= 5; i++)
        {
            fold.Add(Session(i, new WebVitals(Lcp: 1_000 * i, Cls: 0.1 * i)) with { Class = JourneyClass.Completed });
            fold.Add(Session(10 + i, new WebVitals(Lcp: 4_000, Inp: 300)));
        }

        fold.Add(Assert.Single(new FoldRun().Live(Page(0, "/read", 90)).End().Closed));
        var report = fold.Result();
        Assert.Equal((11L, 10L), (report.Sessions, report.Reported));
        var page = Assert.Single(report.Pages);
        Assert.Equal(("GET /read", 10L, 0.5), (page.Step, page.Sessions, page.CompletedShare));
        Assert.Equal(new WebVitalsFigures(Lcp: 4, Cls: 0.4), page.Completed);
        Assert.Equal(new WebVitalsFigures(Lcp: 4, Inp: 0.3), page.NotCompleted);
        Assert.Equal(4, page.All.Lcp);
    }

    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(5, 0, true)]
    [InlineData(4, 1, true)]
    public void A_page_or_a_group_of_fewer_than_five_people_is_not_shown_however_often_they_came(int completed, int others, bool isShown)
    {
        var fold = new WebVitalsFold();
        for (var i = 0; i < 40; i++)
            fold.Add(Session(1 + (i % completed), new WebVitals(Lcp: 900)) with { Class = JourneyClass.Completed });
        for (var i = 0; i < others; i++)
            fold.Add(Session(100 + i, new WebVitals(Lcp: 900)));
        var pages = fold.Result().Pages;
        Assert.Equal(isShown, pages.Count == 1);
        Assert.All(pages, page => Assert.Equal((completed >= 5, others >= 5), (page.Completed is not null, page.NotCompleted is not null)));
    }

    [Fact]
    public void Parts_merge_to_what_all_journeys_give()
    {
        var (whole, merged) = (new WebVitalsFold(), new WebVitalsFold());
        for (var i = 1; i < 12; i++)
        {
            var (part, journey) = (new WebVitalsFold(), Session(1 + (i % 6), new WebVitals(Lcp: 100 * i)) with { Class = i % 2 == 0 ? JourneyClass.Completed : JourneyClass.Browsing });
            whole.Add(journey);
            part.Add(journey);
            merged.Merge(part);
        }

        Assert.Single(whole.Result().Pages);
        Assert.Equivalent(whole.Result(), merged.Result(), strict: true);
    }

    private static Journey Session(int visitor, WebVitals vitals) =>
        Assert.Single(new FoldRun().Live(Page(0, "/read", visitor), Report(20, page: 0, visitor: visitor).With(vitals)).End().Closed);
}
