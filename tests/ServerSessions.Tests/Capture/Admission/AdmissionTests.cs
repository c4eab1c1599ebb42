using ServerSessions.Capture;
using ServerSessions.Capture.Admission;
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
        Assert.Equal(DropReason.Backpressure, admission.Refuses(First(1)));
        Assert.Null(admission.Refuses(Page(2, "/b", visitor: 2)));
        Assert.Null(admission.Refuses(First(3).From(1)));
        Assert.Null(admission.Refuses(First(4) with { KeyKind = KeyKind.Authenticated }));
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
        Assert.Equal(DropReason.Backpressure, admission.Refuses(Page(2, "/b", visitor: 2).From(1)));
        Assert.True(_gaps.Take(Visitor(2)));
    }

    [Fact]
    public void A_session_once_shed_stays_shed_when_storage_is_free_again_until_somebody_signs_in()
    {
        var admission = Admission();
        for (var step = 0; step < 5; step++)
            Busy();
        Assert.Equal(DropReason.Backpressure, admission.Refuses(First(1)));
        Assert.Equal(DropReason.Backpressure, admission.Refuses(First(2)));
        for (var second = 0; second < 30; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _backpressure.Relax();
        }

        Assert.False(_backpressure.Any);
        Assert.Null(admission.Refuses(First(3)));
        Assert.Equal(DropReason.Backpressure, admission.Refuses(Page(40, "/b", visitor: 1)));
        Assert.Null(admission.Refuses(Page(41, "/c", visitor: 1).From(7)));
        Assert.True(_gaps.Take(Visitor(1)));
        Assert.Null(admission.Refuses(Page(42, "/d", visitor: 1)));
        _clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(DropReason.Backpressure, admission.Refuses(Page(1_900, "/b", visitor: 2)));
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(admission.Refuses(First(4)));
    }

    [Fact]
    public void A_session_that_was_shed_and_forgotten_says_that_its_beginning_is_missing()
    {
        var admission = Admission(network: 1);
        foreach (var visitor in Enumerable.Range(0, 60_000))
            _ = admission.Refuses(First(visitor));
        var late = Page(1, "/b", visitor: 5_000);
        Assert.Null(admission.Refuses(late));
        Assert.True(_gaps.Take(late.Key));
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
        var passed = Enumerable.Range(0, 10_000).Count(i => admission.Refuses(First(i)) is null);
        Assert.Equal(160, passed);
        Assert.All(Enumerable.Range(0, 9), i => Assert.Null(admission.Refuses(First(20_000 + i) with { Agent = 900 })));
        Assert.Null(admission.Refuses(First(30_000) with { Network = 99 }));
        Assert.Equal(DropReason.Flood, admission.Refuses(Page(1, "/b", visitor: 9_999)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(admission.Refuses(First(40_000)));
    }

    [Fact]
    public void A_flood_of_ever_other_user_agents_gets_no_more_than_four_times_the_cap()
    {
        var admission = Admission(network: 100);
        Assert.Equal(400, Enumerable.Range(0, 10_000).Count(i => admission.Refuses(First(i) with { Agent = (ulong)i }) is null));
    }

    [Fact]
    public void All_networks_together_have_a_cap_too()
    {
        var admission = Admission(all: 100);
        Assert.Equal(400, Enumerable.Range(0, 10_000).Count(i => admission.Refuses(First(i) with { Agent = (ulong)i, Network = (ulong)i + 1 }) is null));
    }

    private static RequestEvent First(int visitor) => Page(0, "/", visitor).With(EventFlags.FirstContact);

    private AdmissionControl Admission(int all = 1_000_000, int network = 1_000_000) =>
        new(_backpressure, new FloodGate(all, network, _clock), _shed, _gaps);

    private void Busy()
    {
        _backpressure.Busy(0);
        _clock.Advance(Backpressure.RisesEvery);
    }

    private static int Refused(AdmissionControl admission, int from) =>
        Enumerable.Range(from, Visitors).Count(i => admission.Refuses(First(i)) == DropReason.Backpressure);
}
