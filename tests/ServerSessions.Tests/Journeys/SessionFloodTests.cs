using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>A source that opens sessions which do not go on (rule D18), whatever its client calls itself: its sessions are a tool's, on all partitions.</summary>
public class SessionFloodTests
{
    private const double End = 20_000;
    private const int Flood = 150;

    private static readonly InsightSettings Insights = new() { Flows = [] };
    private static readonly JourneySettings Settings = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], []) { Insights = Insights };

    [Theory]
    [InlineData(false)] // its sessions are open when it is found
    [InlineData(true)] // a worker was away: they close in the same moment in which it is found
    public async Task The_sessions_of_a_flood_are_a_tools_and_those_beside_it_are_peoples(bool isLate)
    {
        var bench = new RollBench(Settings);
        var others = Others().ToList();
        await bench.AppendAsync([.. FloodFrom(30).Concat(others).OrderBy(e => e.Time)]);
        await RollAsync(bench, isLate);

        var journeys = await bench.JourneysAsync();
        var tools = journeys.Where(j => j.Actor == SessionActor.Tool).ToList();
        Assert.Equal(FloodFrom(30).Select(e => e.Key).Order(), tools.Select(j => j.Key).Order());
        Assert.All(tools, j => Assert.Equal((ActorReason.SessionFlood, "D18", Severity.Low), (j.ActorReason, Assert.Single(j.Alerts).Rule, j.Alerts[0].Severity)));
        Assert.All(journeys.Where(j => j.Actor != SessionActor.Tool), j => Assert.Equal(SessionActor.Person, j.Actor));
        Assert.Equal((others.Select(e => e.Key).Distinct().Count(), Flood), await FiguresAsync(bench));
        await RolledUp.EqualsRecomputedAsync(bench.Storage, journeys, Insights);
    }

    [Fact]
    public async Task A_session_of_a_flood_that_goes_on_later_is_a_persons()
    {
        var bench = new RollBench(Settings);
        await bench.AppendAsync([.. FloodFrom(0)]);
        bench.MoveTo(At(700));
        await bench.RollAllAsync();
        var late = FloodFrom(0).First() with { Time = At(900), Flags = EventFlags.Page | EventFlags.Navigation };
        await bench.AppendAsync(late);
        await RollAsync(bench, isLate: true);

        Assert.Equal(late.Key, Assert.Single(await bench.JourneysAsync(), j => j.Actor == SessionActor.Person).Key);
        Assert.Equal((1, Flood - 1), await FiguresAsync(bench));
    }

    [Fact]
    public async Task A_false_positive_makes_them_people()
    {
        var bench = new RollBench(Settings);
        await bench.AppendAsync([.. FloodFrom(0)]);
        await RollAsync(bench, isLate: false);
        var alert = Assert.Single(await AlertsAsync(bench));
        Assert.Equal((0, Flood), await FiguresAsync(bench));

        await new VerdictNotices(bench.Storage).SendAsync(alert, isFalsePositive: true, bench.Clock.GetUtcNow(), default);
        await bench.RollAllAsync();

        Assert.Equal((Flood, 0), await FiguresAsync(bench));
        await RolledUp.EqualsRecomputedAsync(bench.Storage, await bench.JourneysAsync(), Insights);
    }

    [Fact]
    public async Task Readers_of_a_newsletter_of_whom_half_go_on_are_people()
    {
        var bench = new RollBench(Settings);
        var readers = FloodFrom(0).ToList();
        await bench.AppendAsync([.. readers.Concat(readers.Where((_, i) => i % 2 == 0).Select(e => e with { Time = e.Time + 60_000_000, Flags = EventFlags.Page | EventFlags.Navigation })).OrderBy(e => e.Time)]);
        await RollAsync(bench, isLate: false);

        Assert.Equal((Flood, 0), await FiguresAsync(bench));
    }

    // Two a second over 75 seconds, with a browser's name.
    private static IEnumerable<RequestEvent> FloodFrom(double seconds) => Enumerable.Range(0, Flood).Select(i => Opened(seconds + (i * 0.5), 1_000 + i));

    // In the same minutes: one of the source that goes on, one of another network, one of another client; and the source long before and after.
    private static IEnumerable<RequestEvent> Others() =>
    [
        Opened(-900, 1),
        Opened(40, 2), Page(55, "/next", 2),
        Opened(41, 3) with { Network = 78 },
        Opened(42, 4) with { Agent = 6, Client = "Firefox 145, Windows, desktop" },
        Opened(900, 5),
    ];

    private static RequestEvent Opened(double at, int visitor) => Page(at, "/", visitor).With(EventFlags.FirstContact) with { Client = "Chrome 142, Windows, desktop" };

    private static async Task RollAsync(RollBench bench, bool isLate)
    {
        for (var minute = 1; !isLate && minute <= 60; minute++)
        {
            bench.MoveTo(At(minute * 60));
            await bench.RollAllAsync();
        }

        // What a worker finds in the log is reported as late, so the clients have until some minutes after that.
        bench.MoveTo(At(End));
        await bench.RollAllAsync();
        bench.MoveTo(At(End + 600));
        await bench.RollAllAsync();
    }

    private static async Task<List<Alert>> AlertsAsync(RollBench bench)
    {
        var alerts = new List<Alert>();
        for (var p = 0; p < bench.Storage.Partitions; p++)
            alerts.AddRange((await bench.Storage.ListAsync(p, AlertJson.Table, DocumentRange.Oldest(500), default)).Select(d => AlertJson.Decode(d.Data.Span)));
        return alerts;
    }

    private static async Task<(long People, long Tools)> FiguresAsync(RollBench bench)
    {
        var people = (await bench.Storage.ReadRollupsAsync(HoursFold.Name, 0, long.MaxValue / 48, default)).Values.Sum(HoursFold.SessionsOf);
        var left = new LeftOut();
        foreach (var (hour, fields) in await bench.Storage.ReadRollupsAsync(LeftOutFold.Name, 0, long.MaxValue / 48, default))
            LeftOutFold.Add(left, hour, fields, 0, long.MaxValue);
        Assert.All(left.Counts(), c => Assert.Equal("tool", c.Name));
        return (people, left.Counts().Sum(c => c.Count));
    }
}
