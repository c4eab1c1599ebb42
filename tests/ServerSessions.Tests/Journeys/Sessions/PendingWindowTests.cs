using ServerSessions.Journeys;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys.Sessions;

public class PendingWindowTests
{
    [Fact]
    public void Requests_wait_in_the_order_of_their_start_and_equal_times_in_that_of_their_arrival()
    {
        var window = Of(Page(3, "/c"), Page(1, "/a"), Page(2, "/b1"), Page(2, "/b2"), Page(0, "/0"));
        Assert.Equal(["GET /0", "GET /a", "GET /b1", "GET /b2", "GET /c"], Names(window));
    }

    [Fact]
    public void It_is_too_long_from_one_more_than_its_limit_and_settles_to_half_of_it_oldest_first()
    {
        var window = Of([.. Enumerable.Range(0, PendingWindow.Limit).Select(i => Page(i, $"/{i}"))]);
        Assert.False(window.IsTooLong);
        window.Add(RawStep.Of(Page(99, "/99")));
        Assert.True(window.IsTooLong);

        var fold = new StepFold();
        window.SettleOldest(fold, JourneySettings.Default);
        Assert.Equal((PendingWindow.Limit / 2, (PendingWindow.Limit / 2) + 1), (window.Count, fold.Requests));
        Assert.Equal("GET /33", Names(window)[0]);
        Assert.Equal("GET /99", Names(window)[^1]);
    }

    [Fact]
    public void Looking_at_the_steps_leaves_them_waiting_and_settling_takes_them()
    {
        var window = Of(Page(0, "/a"), Page(1, "/b"));
        var (looked, settled) = (new StepFold(), new StepFold());
        window.CopyTo(looked, JourneySettings.Default);
        Assert.Equal((2, 2), (window.Count, looked.Requests));
        window.SettleAll(settled, JourneySettings.Default);
        Assert.Equal((0, 2), (window.Count, settled.Requests));
    }

    [Fact]
    public void What_the_application_recorded_is_no_request()
    {
        var window = Of(Page(0, "/a"), Custom(1, "noted"));
        Assert.Equal((2, 1, "GET /a"), (window.Count, window.Requests, window.OnlyRequest?.Name));
        window.Add(RawStep.Of(Page(2, "/b")));
        Assert.Equal((2, null), (window.Requests, window.OnlyRequest));
    }

    [Fact]
    public void Names_are_the_newest_pages_and_actions_without_repeats()
    {
        var window = Of(Page(0, "/a"), Page(1, "/a"), Api(2, "/api"), Page(3, "/b"), Post(4, "/b"));
        Assert.Equal(["GET /a", "GET /b", "POST /b"], window.Names(5));
        Assert.Equal(["GET /b", "POST /b"], window.Names(2));
    }

    private static PendingWindow Of(params RequestEvent[] events)
    {
        var window = new PendingWindow();
        foreach (var e in events)
            window.Add(RawStep.Of(e));
        return window;
    }

    private static List<string> Names(PendingWindow window) => [.. window.Steps.ToArray().Select(s => s.Name)];
}
