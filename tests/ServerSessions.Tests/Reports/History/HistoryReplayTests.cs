using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Reports.History;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Reports.History;

/// <summary>Rules over journeys that were stored.</summary>
public class HistoryReplayTests
{
    private static readonly PlaceCode Berlin = PlaceCode.Of(CountryCode.Of("DE"), 52.5, 13.4, isRelay: false);
    private static readonly PlaceCode Sydney = PlaceCode.Of(CountryCode.Of("AU"), -33.9, 151.2, isRelay: false);

    [Fact]
    public async Task Journeys_that_overlap_are_walked_in_the_order_of_time()
    {
        var bench = new RollBench();
        await bench.AppendAsync(
            Seen(0, 1, Berlin), Seen(60, 2, Sydney, user: 2), Seen(600, 1, Berlin), Seen(1200, 3, Sydney), Seen(1260, 2, Sydney, user: 2), Seen(1300, 3, Sydney));
        await CloseAsync(bench);
        var replay = await Replay(bench).RunAsync(new ImpossibleTravel(new ImpossibleTravelOptions()), null, null, null, default);
        Assert.Equal((3, 6L, 1, 1, 2), (replay.Journeys, replay.Events, replay.Fired, replay.Users, replay.Sessions));
        var example = Assert.Single(replay.Examples);
        Assert.Contains("AU, around 34° S 151° E", example.Reason, StringComparison.Ordinal);
        var stored = (await bench.JourneysAsync()).Select(j => j.Id.ToString()).ToHashSet();
        Assert.All(example.Evidence, e => Assert.Contains(e.Session!, stored));
        Assert.Equal(["AU", "AU", "DE"], (await bench.JourneysAsync()).Select(j => j.Country).Order());
    }

    [Fact]
    public async Task Only_the_requested_time_range_is_replayed()
    {
        var bench = new RollBench();
        for (var day = 0; day < 4; day++)
            await bench.AppendAsync(Seen(day * 86_400, 1 + day, Berlin), Seen((day * 86_400) + 60, 1 + day, Berlin));
        await CloseAsync(bench);
        var replay = await Replay(bench).RunAsync(
            new ImpossibleTravel(new ImpossibleTravelOptions()), UnixTime.ToDate(At(86_400 - 5)), UnixTime.ToDate(At(3 * 86_400 - 5)), null, default);
        Assert.Equal((2, 4L, 0, true), (replay.Journeys, replay.Events, replay.Fired, replay.IsComplete));
    }

    [Fact]
    public async Task A_cancelled_replay_returns_nothing_and_stops()
    {
        var bench = new RollBench();
        await bench.AppendAsync([.. Enumerable.Range(0, 4_200).Select(i => Seen(i, 1, Berlin))]);
        await CloseAsync(bench);
        using var stop = new CancellationTokenSource();
        var reported = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Replay(bench).RunAsync(
            new ImpossibleTravel(new ImpossibleTravelOptions()), null, null,
            _ =>
            {
                reported++;
                stop.Cancel();
                return default;
            },
            stop.Token));
        Assert.Equal(1, reported);
    }

    [Fact]
    public async Task A_rule_that_only_adds_to_others_is_replayed_too()
    {
        var bench = new RollBench();
        await bench.AppendAsync([.. Enumerable.Range(0, 12).Select(i => Page(i * 10, $"/{i}"))]);
        await CloseAsync(bench);
        var found = await Replay(bench).RunAsync(new Noting(), null, null, null, default);
        Assert.Equal((1, 1), (found.Fired, found.Sessions));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rule_that_does_not_return_ends_the_replay_at_the_limit_or_when_the_request_is_cancelled(bool isCancelled)
    {
        var bench = new RollBench();
        await bench.AppendAsync(Page(0, "/a"));
        await CloseAsync(bench);
        using var stuck = new StuckCall();
        using var stop = new CancellationTokenSource();
        var replay = Replay(bench).RunAsync(new ScriptedDetector("H1", ActorKind.Session, _ => stuck.Hang()), null, null, null, stop.Token);
        await stuck.Entered.InTimeAsync();
        if (isCancelled)
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replay);
            return;
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(15));
        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => replay);
        Assert.Equal("The replay was ended: A call of the detector H1 has not returned within 10 s.", thrown.Message);
    }

    private static async Task CloseAsync(RollBench bench)
    {
        await bench.RollAllAsync();
        bench.MoveTo(At(30 * 86_400));
        await bench.RollAllAsync();
    }

    private static HistoryReplay Replay(RollBench bench) => new(
        bench.Storage, JourneySettings.Default, new DetectionEngine([], new DetectionOptions()),
        new CatalogStore(bench.Storage, NullLogger<CatalogStore>.Instance), bench.Clock);

    private static RequestEvent Seen(double at, int browser, PlaceCode place, int user = 1) =>
        Page(at, "/account", visitor: browser).From(user) with { Place = place, KeyKind = KeyKind.Cookie };

    private sealed class Noting : ISessionDetector
    {
        public DetectorInfo Info { get; } = new() { Id = "X1", Name = "noting", Summary = "Notes every tenth step.", Subjects = [ActorKind.Session], IsContribution = true };

        public bool Concerns(DetectorContext context) => context.Step == "GET /10";

        public void Observe(DetectorContext context) => context.Raise(Severity.Low, "It came.", [context.Mark()]);
    }
}
