using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Insights;
using ServerSessions.Journeys.Learning;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys.Learning;

/// <summary>From events through the log to baselines that every process takes over.</summary>
public class BaselineServiceTests
{
    [Fact]
    public async Task Baselines_of_closed_sessions_and_of_the_sites_hours_are_published()
    {
        var bench = new RollBench();
        for (var i = 0; i < 60; i++)
            await bench.AppendAsync(
                Page(i * 60, "/goods/{id}", visitor: i).From(i % 4) with { Network = 0xAA },
                Page((i * 60) + 5, "/goods/{id}", visitor: i).From(i % 4) with { Network = 0xAA },
                Login((i * 60) + 9, account: i, visitor: 1000 + i, network: (ulong)i + 5, agent: (ulong)i));
        await bench.RollAllAsync();
        bench.MoveTo(At(10 * 3600));
        await bench.RollAllAsync();

        var engine = new DetectionEngine(BuiltInRules.All(new DetectionOptions()), new DetectionOptions());
        var control = new DetectionControl(bench.Storage, engine, bench.Clock, NullLogger<DetectionControl>.Instance);
        var learned = await new BaselineService(bench.Storage, control, InsightSettings.Default, bench.Clock, NullLogger<BaselineService>.Instance).LearnAsync(default);

        Assert.Equal((60, new ItemBaseline(2, 60)), (learned.Sessions, learned.Items["GET /goods/{id}"]));
        Assert.True(learned.IsShared(0xAA));
        Assert.Equal(60, (await bench.Storage.ReadRollupsAsync("site", 0, long.MaxValue / 2, default)).Values.Sum(f => f["loginFailures"]));
        Assert.Equal(10, learned.Site.Expected(SiteKind.LoginFailures, UnixTime.ToDate(Zero)) is null ? 10 : 0); // one week is too few to say
        Assert.Equal(10, learned.Site.ByKind[(int)SiteKind.LoginFailures][SiteBaseline.HourOfWeek(UnixTime.ToDate(Zero))].Mean);

        // Another process.
        var other = new DetectionEngine(BuiltInRules.All(new DetectionOptions()), new DetectionOptions());
        await new DetectionControl(bench.Storage, other, bench.Clock, NullLogger<DetectionControl>.Instance).RefreshAsync(default);
        Assert.Equal((learned.Version, 60), (other.Baselines.Version, other.Baselines.Sessions));
        Assert.True(other.Baselines.IsShared(0xAA));
    }
}
