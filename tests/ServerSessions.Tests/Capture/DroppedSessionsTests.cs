using ServerSessions.Capture;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Capture;

/// <summary>A session that lost an event says so, however many lost one before it; and marks age.</summary>
public sealed class DroppedSessionsTests
{
    private readonly TestClock _clock = new();
    private readonly DroppedSessions _gaps;

    public DroppedSessionsTests() => _gaps = new DroppedSessions(_clock);

    [Fact]
    public void However_many_sessions_lose_an_event_each_one_is_marked()
    {
        foreach (var visitor in Enumerable.Range(0, 3 * DroppedSessions.MaxExact))
            _gaps.Add(Visitor(visitor));
        Assert.All(Enumerable.Range(0, 3 * DroppedSessions.MaxExact), visitor => Assert.True(_gaps.Take(Visitor(visitor))));
    }

    [Fact]
    public void After_an_outage_that_filled_the_table_a_later_loss_is_marked_exactly()
    {
        foreach (var visitor in Enumerable.Range(0, 2 * DroppedSessions.MaxExact))
            _gaps.Add(Visitor(visitor));
        _clock.Advance(DroppedSessions.Kept + TimeSpan.FromMinutes(1));
        _gaps.Add(Visitor(1_000_000));
        Assert.False(_gaps.Take(Visitor(3)));
        Assert.True(_gaps.Take(Visitor(1_000_000)));
        Assert.False(_gaps.Take(Visitor(1_000_000)));
        Assert.False(_gaps.Any);
        Assert.False(_gaps.IsCoarse);
    }

    [Fact]
    public void A_mark_is_used_up_by_the_event_that_carries_it_and_holds_for_a_day_else()
    {
        _gaps.Add(Visitor(1));
        _gaps.Add(Visitor(2));
        Assert.True(_gaps.Take(Visitor(1)));
        Assert.False(_gaps.Take(Visitor(1)));
        _clock.Advance(DroppedSessions.Kept - TimeSpan.FromSeconds(2));
        _gaps.Add(Visitor(3));
        Assert.True(_gaps.Take(Visitor(2)));
        _clock.Advance(DroppedSessions.Kept + TimeSpan.FromSeconds(2));
        Assert.False(_gaps.Take(Visitor(3)));
        Assert.False(_gaps.Any);
    }

    [Fact]
    public void A_loss_of_sessions_that_are_not_known_any_more_marks_each_session_but_those_that_begin_after_it()
    {
        _gaps.AddUnknown();
        Assert.True(_gaps.Any);
        Assert.True(_gaps.Take(Visitor(1)));
        Assert.True(_gaps.Take(Visitor(1)));
        Assert.False(_gaps.Take(Visitor(2), isNewKey: true));
        _clock.Advance(DroppedSessions.Kept + TimeSpan.FromMinutes(1));
        Assert.False(_gaps.Take(Visitor(1)));
    }
}
