using ServerSessions.Capture;
using ServerSessions.Capture.Admission;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Capture.Admission;

/// <summary>Who is recorded when not everybody can be: whole new anonymous sessions go first, and what was refused stays refused.</summary>
public sealed class AdmissionTests
{
    private const int Visitors = 2_000;

    // The minute of the sample requests, in which all cookies are made that are not said to be older.
    private static readonly int Made = CookieMinute.Of(At(0));

    private static readonly EndpointCatalog Shop = new("1",
    [
        new("GET /cart", HttpVerb.Get, "/cart", [], null, EventFlags.None, null),
        new("POST /pay", HttpVerb.Post, "/pay", ["GET /cart"], null, EventFlags.None, null),
    ]);

    private readonly TestClock _clock = new();
    private readonly EventQueue _queue = new(1_024, 1 << 20);
    private readonly DroppedSessions _gaps;
    private readonly Backpressure _backpressure;
    private readonly ShedSessions _shed;

    public AdmissionTests()
    {
        _backpressure = new Backpressure(_queue, _clock);
        _backpressure.Start(1);
        _gaps = new DroppedSessions(_clock);
        _shed = new ShedSessions(_gaps, _clock);
    }

    [Fact]
    public void While_storage_is_busy_a_growing_share_of_the_new_sessions_is_shed()
    {
        var admission = Admission();
        Assert.Equal(0, Refused(admission, 0));
        var shares = new List<double>();
        for (var step = 1; step <= 4; step++)
        {
            Busy();
            shares.Add(Refused(admission, step * Visitors) / (double)Visitors);
        }

        Assert.InRange(shares[0], 0.10, 0.15);
        Assert.InRange(shares[1], 0.22, 0.28);
        Assert.InRange(shares[2], 0.47, 0.53);
        Assert.Equal(1, shares[3]);
    }

    [Fact]
    public void Sessions_under_way_and_people_signed_in_stay()
    {
        var admission = Admission();
        for (var step = 0; step < 10; step++)
            Busy();
        Assert.Equal(DropReason.Backpressure, admission.Refuses(First(1), Made));
        Assert.Null(admission.Refuses(Page(2, "/b", visitor: 2), Made));
        Assert.Null(admission.Refuses(First(3).From(1), Made));
        Assert.Null(admission.Refuses(First(4) with { KeyKind = KeyKind.Authenticated }, Made));
    }

    [Fact]
    public void Everything_is_shed_only_when_the_queue_fills_up_all_the_same_and_sessions_under_way_then_say_so()
    {
        var admission = Admission();
        for (var step = 0; step < 10; step++)
            Busy();
        while (_queue.Usage < 0.5)
            _queue.TryAdd(Page(0, "/"));
        Busy();
        Assert.Equal(DropReason.Backpressure, admission.Refuses(Page(2, "/b", visitor: 2).From(1), Made));
        Assert.True(_gaps.Take(Visitor(2)));
    }

    [Fact]
    public void A_session_once_shed_stays_shed_when_storage_is_free_again_until_somebody_signs_in()
    {
        var admission = Admission();
        for (var step = 0; step < 5; step++)
            Busy();
        Assert.Equal(DropReason.Backpressure, admission.Refuses(First(1), Made));
        Assert.Equal(DropReason.Backpressure, admission.Refuses(First(2), Made));
        for (var second = 0; second < 30; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _backpressure.Relax();
        }

        Assert.False(_backpressure.Any);
        Assert.Null(admission.Refuses(First(3), Made));
        Assert.Equal(DropReason.Backpressure, admission.Refuses(Page(40, "/b", visitor: 1), Made));
        var signedIn = Page(41, "/c", visitor: 1).From(7);
        Assert.Null(admission.Refuses(signedIn, Made));
        Assert.True(admission.WithLost(signedIn, Made).Is(EventFlags.LateStart));
        Assert.Null(admission.Refuses(Page(42, "/d", visitor: 1), Made));
        _clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(DropReason.Backpressure, admission.Refuses(Page(1_900, "/b", visitor: 2), Made));
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(admission.Refuses(First(4), Made));
    }

    [Fact]
    public void A_session_that_was_shed_and_forgotten_says_that_its_beginning_is_missing()
    {
        var admission = Admission(network: 1);
        foreach (var visitor in Enumerable.Range(0, 60_000))
            _ = admission.Refuses(First(visitor), Made);
        var late = Page(1, "/b", visitor: 5_000);
        Assert.Null(admission.Refuses(late, Made));
        Assert.True(admission.WithLost(late, Made).Is(EventFlags.LateStart));
        Assert.Null(admission.WithLost(late, Made).Detail);
    }

    [Fact]
    public void However_many_keys_are_refused_a_browser_with_a_cookie_of_another_minute_counts_as_complete()
    {
        var admission = Admission(network: 1);
        foreach (var visitor in Enumerable.Range(0, 300_000))
            _ = admission.Refuses(First(visitor) with { Step = visitor % 2 == 0 ? "GET /" : "GET /cart" }, Made);
        Assert.False(_gaps.Any);
        var others = Enumerable.Range(1_000_000, 2_000).Select(v => Page(70, "/b", v)).ToList();
        Assert.All(others, e => Assert.Null(admission.Refuses(e, Made - 1)));
        Assert.All(others, e => Assert.Equal(e, admission.WithLost(e, Made - 1)));
        Assert.All(others, e => Assert.Equal(e, admission.WithLost(e, Made + 1)));
        Assert.All(others, e => Assert.Equal(EventFlags.LateStart, admission.WithLost(e, Made).Flags & (EventFlags.LateStart | EventFlags.Gap)));
        var aDayLater = Page((24 * 3_600) + 61, "/b", 5);
        Assert.Equal(aDayLater, admission.WithLost(aDayLater, Made));
    }

    [Fact]
    public void What_a_shed_session_had_reached_is_known_when_its_user_signs_in()
    {
        var admission = Admission(network: 1);
        _ = admission.Refuses(First(1), Made);
        _ = admission.Refuses(First(2), Made);
        Assert.Equal(DropReason.Flood, admission.Refuses(Page(1, "/cart", 2), Made));
        Assert.Equal(DropReason.Flood, admission.Refuses(Page(2, "/about", 2), Made));
        var signedIn = Page(3, "/in", 2).From(7);
        Assert.Null(admission.Refuses(signedIn, Made));
        var recorded = admission.WithLost(signedIn, Made);
        Assert.Equal(["GET /cart"], recorded.Detail!.ReachedBefore!);
        Assert.Equal(EventFlags.LateStart, recorded.Flags & (EventFlags.LateStart | EventFlags.Gap));
    }

    [Fact]
    public void What_a_shed_session_had_reached_is_kept_when_the_session_is_forgotten_and_where_that_is_too_much_rules_rest()
    {
        var admission = Admission(network: 1);
        _ = admission.Refuses(First(0), Made);
        Shed(admission, 1, 100);
        Forget(admission, 1_000_000);
        Forget(admission, 2_000_000);
        Assert.Equal(["GET /cart"], admission.WithLost(Page(10, "/b", 50), Made).Detail!.ReachedBefore!);
        foreach (var round in Enumerable.Range(0, 2))
        {
            Shed(admission, 1_000 + (round * 10_000), 10_000);
            Forget(admission, 3_000_000 + (round * 1_000_000));
        }

        Forget(admission, 5_000_000);
        Assert.Equal(EventFlags.LateStart | EventFlags.UnknownStart, Lost(admission.WithLost(Page(10, "/b", 51), Made)));
        Assert.Equal(EventFlags.None, Lost(admission.WithLost(Page(10, "/b", 51), Made - 1)));
    }

    [Fact]
    public void Steps_are_taken_back_one_by_one()
    {
        for (var step = 0; step < 4; step++)
            Busy();
        Assert.Equal(4, _backpressure.Highest);
        var levels = new List<int>();
        for (var second = 0; second < 9; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _backpressure.Relax();
            levels.Add(_backpressure.Highest);
        }

        Assert.Equal([3, 3, 2, 2, 1, 1, 0, 0, 0], levels);
    }

    [Fact]
    public void A_source_that_floods_its_network_is_refused_and_its_neighbours_get_in()
    {
        var admission = Admission(network: 160);
        var passed = Enumerable.Range(0, 10_000).Count(i => admission.Refuses(First(i), Made) is null);
        Assert.Equal(160, passed);
        Assert.All(Enumerable.Range(0, 9), i => Assert.Null(admission.Refuses(First(20_000 + i) with { Agent = 900 }, Made)));
        Assert.Null(admission.Refuses(First(30_000) with { Network = 99 }, Made));
        Assert.Equal(DropReason.Flood, admission.Refuses(Page(1, "/b", visitor: 9_999), Made));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(admission.Refuses(First(40_000), Made));
    }

    [Fact]
    public void A_flood_of_ever_other_user_agents_gets_no_more_than_four_times_the_cap()
    {
        var admission = Admission(network: 100);
        Assert.Equal(400, Enumerable.Range(0, 10_000).Count(i => admission.Refuses(First(i) with { Agent = (ulong)i }, Made) is null));
    }

    [Fact]
    public void All_networks_together_have_a_cap_too()
    {
        var admission = Admission(all: 100);
        Assert.Equal(400, Enumerable.Range(0, 10_000).Count(i => admission.Refuses(First(i) with { Agent = (ulong)i, Network = (ulong)i + 1 }, Made) is null));
    }

    private static RequestEvent First(int visitor) => Page(0, "/", visitor).With(EventFlags.FirstContact);

    private AdmissionControl Admission(int all = 1_000_000, int network = 1_000_000) =>
        new(_backpressure, new FloodGate(all, network, TimeSpan.FromSeconds(1), _clock), _shed, _gaps, new CurrentCatalog { Catalog = Shop });

    private static EventFlags Lost(in RequestEvent e) => e.Flags & (EventFlags.LateStart | EventFlags.UnknownStart | EventFlags.Gap);

    // Each is shed, and comes back to be shed again.
    private static void Shed(AdmissionControl admission, int from, int number)
    {
        foreach (var visitor in Enumerable.Range(from, number))
        {
            Assert.Equal(DropReason.Flood, admission.Refuses(First(visitor), Made));
            Assert.Equal(DropReason.Flood, admission.Refuses(Page(1, "/cart", visitor), Made));
        }
    }

    private static void Forget(AdmissionControl admission, int from)
    {
        foreach (var visitor in Enumerable.Range(from, 33_000))
            _ = admission.Refuses(First(visitor), Made);
    }

    private void Busy()
    {
        _backpressure.Busy(0);
        _clock.Advance(Backpressure.RisesEvery);
    }

    private static int Refused(AdmissionControl admission, int from) =>
        Enumerable.Range(from, Visitors).Count(i => admission.Refuses(First(i), Made) == DropReason.Backpressure);
}
