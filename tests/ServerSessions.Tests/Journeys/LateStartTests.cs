using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>A session whose first requests were shed says so, and no other one does.</summary>
public class LateStartTests
{
    [Fact]
    public void It_is_incomplete_and_no_longer_so_in_the_next_session()
    {
        var run = new FoldRun().Live(Page(0, "/a").With(EventFlags.LateStart), Page(5, "/b"), Page(4_000, "/a").With(EventFlags.LateStart)).End();
        Assert.Equal([true, false], run.Closed.Select(j => j.HasGaps));
    }

    [Fact]
    public void A_session_whose_first_request_is_here_is_complete_though_others_of_its_minute_were_shed() =>
        Assert.False(new FoldRun().Live(Page(0, "/a").With(EventFlags.FirstContact), Page(5, "/b").With(EventFlags.LateStart)).End().Closed.Single().HasGaps);

    [Fact]
    public void A_first_request_that_was_only_slower_is_not_missing() =>
        Assert.False(new FoldRun().Add(Page(1, "/b").With(EventFlags.LateStart), Page(0, "/a").With(EventFlags.FirstContact)).End().Closed.Single().HasGaps);

    [Fact]
    public void Another_worker_goes_on_with_it() =>
        Assert.True(new FoldRun(restarting: true).Live(Page(0, "/a").With(EventFlags.LateStart), Page(5, "/b")).End().Closed.Single().HasGaps);
}
