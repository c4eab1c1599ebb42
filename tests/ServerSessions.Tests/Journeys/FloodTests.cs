using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>Clients that never return a cookie take a bounded part of memory and storage, and real visitors stay whole.</summary>
public class FloodTests
{
    private const int Ring = 1_024;
    private const int Flood = 100_000;
    private const int Real = 400;

    private static readonly FloodLimits Limits = new(Provisional: Ring, Live: 20_000, SinglesPerMinute: 100, Sources: 100, Known: 100);

    private readonly List<Journey> _kept = [];
    private readonly OverviewFold _overview = new();
    private readonly HashSet<LiveKey> _stored = [];
    private PartitionFold _fold = Fold(Limits);
    private int _maxStored;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_flood_from_one_source_leaves_every_real_visitor_whole(bool forged)
    {
        Run(think: 5, i => First(i, "python-requests 2.32, tool", network: 66) with { Flags = EventFlags.FirstContact | (forged ? EventFlags.ForgedCookie : 0) });
        AssertBounded();
        AssertRealVisitorsAreWhole();
    }

    [Fact]
    public void A_flood_from_everywhere_keeps_visitors_who_return_before_the_ring_has_gone_round()
    {
        Run(think: 0.1, i => First(i, $"Chrome {i % 997}, Linux, desktop", network: (ulong)(i % 4_001)));
        AssertBounded();
        AssertRealVisitorsAreWhole();
    }

    [Fact]
    public void Rules_see_what_a_flood_does()
    {
        foreach (var e in Enumerable.Range(0, 5_000).Select(i => Unknown(i * 0.001, i, visitor: i).With(EventFlags.FirstContact)))
            Apply(e);
        Take(signals: true);
        Assert.Contains(_alerts, a => a.Rule == "D13");
    }

    [Fact]
    public void Sources_that_rules_watch_are_bounded()
    {
        foreach (var i in Enumerable.Range(0, 2_000))
            _fold.Apply(new Signal(ActorKind.Source, new Pseudonym(9, (ulong)i + 1), default, Unknown(i, 1, probe: ".env")), EndpointCatalog.Empty);
        Assert.Equal(Limits.Sources, _fold.Count);
    }

    [Fact]
    public void Above_the_limit_of_live_sessions_a_new_session_is_counted_and_not_kept()
    {
        _fold = Fold(Limits with { Live = 10, SinglesPerMinute = 0 });
        foreach (var visitor in Enumerable.Range(0, 10))
        {
            Apply(First(visitor, "Firefox", 1));
            Apply(Page(1, "/second", visitor) with { Client = "Firefox", Network = 1 });
        }

        Apply(First(50, "Firefox", 1));
        Apply(Page(2, "/signed-in", visitor: 51).With(EventFlags.FirstContact).From(1));
        Take();
        Assert.Equal(10, _fold.Count);
        Assert.Null(_fold.Session(Visitor(50)));
        Assert.NotNull(_fold.Session(Visitor(51)));
        Assert.Equal((2, 1), (_overview.Sessions, Result().Unlisted));
    }

    [Fact]
    public void Crawlers_that_keep_no_cookie_leave_people_their_place_among_journeys_of_one_request()
    {
        _fold = Fold(Limits with { SinglesPerMinute = 40 });
        foreach (var i in Enumerable.Range(0, 60))
            _fold.Apply(First(i, "Googlebot, crawler", 5), EndpointCatalog.Empty);
        foreach (var i in Enumerable.Range(100, 60))
            _fold.Apply(First(i, "Chrome 126, Windows, desktop", (ulong)i), EndpointCatalog.Empty);
        _fold.AdvanceTo(At(7_200));
        Assert.Equal((10, 40), (_fold.Changes.Closed.Count(j => j.Actor == SessionActor.Crawler), _fold.Changes.Closed.Count(j => j.Actor == SessionActor.Person)));
    }

    [Fact]
    public void A_session_that_begins_with_a_sign_in_or_our_cookie_is_not_provisional()
    {
        Apply(First(1, "Firefox", 1));
        Apply(First(2, "Firefox", 1).From(4));
        Apply(Page(0, "/", visitor: 3));
        Apply(First(4, "Firefox", 1) with { KeyKind = KeyKind.Daily, Flags = EventFlags.Page });
        Assert.Equal(2, _fold.Provisional);
        Apply(Page(1, "/b", visitor: 1));
        Apply(Custom(1, "recorded", visitor: 4));
        Assert.Equal(1, _fold.Provisional);
    }

    [Fact]
    public void Another_worker_goes_on_waiting_for_the_same_visitors_and_gives_up_the_same_one()
    {
        for (var i = 0; i < Ring; i++)
            Apply(First(i, "Firefox", (ulong)i) with { Time = At(i * 0.01) });
        var next = Fold(Limits);
        var codec = new LiveSessionCodec(new StringPool(), _ => 64);
        foreach (var key in Enumerable.Range(0, Ring).Reverse().Select(Visitor))
            next.Restore(codec.Decode(codec.Encode(_fold.Session(key)!)));
        var late = First(Ring, "Firefox", 99_999) with { Time = At(60) };
        _fold.Apply(late, EndpointCatalog.Empty);
        next.Apply(late, EndpointCatalog.Empty);
        Assert.Equal(Ring, next.Provisional);
        Assert.Null(_fold.Session(Visitor(0)));
        Assert.Null(next.Session(Visitor(0)));
        Assert.NotNull(next.Session(Visitor(1)));
        Assert.Equal(_fold.Changes.Closed.Select(j => j.Id), next.Changes.Closed.Select(j => j.Id));
    }

    [Fact]
    public void A_replay_of_a_log_closes_nothing_before_its_time()
    {
        var closed = 0;
        var settings = new JourneySettings(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], []) { Flood = Limits with { Provisional = 4, Live = 4 } };
        var pipeline = new OfflinePipeline(settings, Engine(), EndpointCatalog.Empty) { Closed = _ => closed++ };
        for (var i = 0; i < 100; i++)
            pipeline.Add(First(i, "Firefox", 1) with { Time = At(i) });
        Assert.Equal(0, closed);
        pipeline.Complete();
        Assert.Equal(100, closed);
    }

    private readonly List<Finding> _alerts = [];

    // A thousand requests a second, the ring goes round in one; of the real visitors one comes every quarter of a second, for five pages.
    private void Run(double think, Func<int, RequestEvent> flood)
    {
        var real = Enumerable.Range(0, Real).SelectMany(v => Enumerable.Range(0, 5).Select(page =>
            Page((v * 0.25) + (page * think), $"/page{page}", visitor: 1_000_000 + v).With(page == 0 ? EventFlags.FirstContact : 0)
                with
            { Network = (ulong)(v % 50), Client = "Firefox 140, Windows, desktop" }));
        var all = Enumerable.Range(0, Flood).Select(i => flood(i) with { Time = At(i * 0.001) }).Concat(real).OrderBy(e => e.Time);
        foreach (var e in all)
        {
            _fold.AdvanceTo(e.Time);
            Apply(e);
            Take();
        }

        _fold.AdvanceTo(long.MaxValue);
        Take();
    }

    private void AssertBounded()
    {
        Assert.InRange(_maxStored, Ring, Ring + Real + 1);
        Assert.Empty(_stored);
        // 100 s: a minute's allowance at once and two thirds of the next, and what the ring held in the end shares it.
        Assert.InRange(_kept.Count, Real + 200, Real + 400);
        Assert.Equal(Flood + Real, _overview.Sessions);
        Assert.Equal(Flood + Real - _kept.Count, Result().Unlisted);
        Assert.Equal(Flood, Result().SingleStep);
        Assert.Equal(Flood + (5L * Real), Result().Steps);
    }

    private void AssertRealVisitorsAreWhole()
    {
        var whole = _kept.Where(j => j.StepCount == 5 && j.Steps[0].Name == "GET /page0").Select(j => j.Key).ToHashSet();
        Assert.Equal(Real, whole.Count);
    }

    private Overview Result() => _overview.Result(default, default);

    private void Apply(in RequestEvent e) => _fold.Apply(e, EndpointCatalog.Empty);

    private void Take(bool signals = false)
    {
        if (signals)
            foreach (var signal in _fold.Changes.Signals.ToList())
                _fold.Apply(signal, EndpointCatalog.Empty);
        _kept.AddRange(_fold.Changes.Closed);
        _alerts.AddRange(_fold.Changes.Alerts.Values.Select(a => a.Alert.Finding));
        foreach (var hour in _fold.Changes.Rollups.Where(r => r.Key.Rollup.Name == OverviewFold.Name).Select(r => r.Value))
            _overview.Merge(hour.Fields);
        foreach (var key in _fold.Changes.Live)
            if (_fold.Session(key.Id) is null)
                _stored.Remove(key);
            else
                _stored.Add(key);
        _maxStored = Math.Max(_maxStored, _stored.Count);
        _fold.Changes.Clear();
    }

    private static RequestEvent First(int visitor, string client, ulong network) =>
        Page(0, "/", visitor).With(EventFlags.FirstContact) with { Client = client, Network = network };

    private static DetectionEngine Engine() => new(BuiltInRules.All(new DetectionOptions()), new DetectionOptions());

    private static PartitionFold Fold(FloodLimits limits) => new(
        3, new JourneySettings(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], []) { Flood = limits }, Engine());
}
