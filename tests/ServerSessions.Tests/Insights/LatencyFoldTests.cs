using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

public class LatencyFoldTests
{
    [Fact]
    public void Our_time_is_apart_from_think_time()
    {
        var fold = new LatencyFold();
        fold.Add(Walks.Of([Walks.Step("a", Walks.Monday, 1), Walks.Step("b", Walks.Monday.AddSeconds(10), 2)]));
        var report = fold.Result();
        Assert.Equal(3d / 12, report.Share);
        Assert.Equal(["b", "a"], report.Steps.Select(s => s.Step));
        Assert.Equal((1, 9, 0.1), (report.Steps[1].ServerSeconds.P50, report.Steps[1].DwellSeconds.P50, report.Steps[1].Share));
        Assert.Null(report.Steps[0].DwellSeconds.P50);
    }

    [Fact]
    public void Completion_is_reported_by_server_time()
    {
        var settings = new JourneySettings(TimeSpan.FromMinutes(30), null, ["done"], [], []);
        var fold = new LatencyFold();
        for (var i = 0; i < 10; i++)
        {
            fold.Add(Slow(0.02, i < 8 ? "done" : "x"));
            fold.Add(Slow(3, i < 3 ? "done" : "x"));
        }

        var bands = fold.Result().Bands.Where(b => b.Sessions > 0).ToList();
        Assert.Equal([(0d, 0.8), (2_000d, 0.3)], bands.Select(b => (b.FromMs, b.CompletedShare!.Value)));

        Journey Slow(double seconds, string end) =>
            Walks.Of([Walks.Step("a", Walks.Monday, seconds), Walks.Step(end, Walks.Monday.AddSeconds(20), seconds)], settings: settings);
    }
}
