using ServerSessions.Diagnostics;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Diagnostics;

/// <summary>Calls of a part that does not return are skipped, and tried again by one call at a time.</summary>
public sealed class CallGateTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly TestClock _clock = new();
    private readonly ApplicationFaults _faults = new();
    private readonly CallGate _gate;

    public CallGateTests() => _gate = new CallGate("part", _faults, _clock);

    [Fact]
    public void One_call_that_exceeds_the_limit_has_further_ones_skipped_and_counted()
    {
        Assert.True(_gate.TryEnter(out _));
        _clock.Advance(CallGate.Limit);
        Assert.True(_gate.TryEnter(out _));
        _clock.Advance(Moment);
        Assert.False(_gate.TryEnter(out _));
        Assert.False(_gate.TryEnter(out _));
        Assert.Equal(2, _faults.Of("part"));
    }

    [Fact]
    public void More_slow_calls_at_a_time_than_eight_do_too()
    {
        for (var i = 0; i < CallGate.MaxSlow; i++)
            Assert.True(_gate.TryEnter(out _));
        _clock.Advance(CallGate.Slow + Moment);
        Assert.True(_gate.TryEnter(out _));
        _clock.Advance(CallGate.Slow + Moment);
        Assert.False(_gate.TryEnter(out _));
    }

    [Fact]
    public void Any_number_of_calls_that_return_is_let_through()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(_gate.TryEnter(out var one));
            Assert.True(_gate.TryEnter(out var other));
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            _gate.Leave(other);
            _gate.Leave(one);
        }

        // So is a crowd that comes at the same moment.
        var crowd = Enumerable.Range(0, 100).Select(_ => _gate.TryEnter(out var call) ? call : throw new InvalidOperationException("It was skipped.")).ToList();
        crowd.ForEach(call => _gate.Leave(call));
        Assert.Equal(0, _faults.Of("part"));
    }

    [Fact]
    public void One_call_tries_again_after_a_while_and_closes_the_circuit_when_it_returns()
    {
        Trip(out var stuck);
        _clock.Advance(CallGate.TryAgain - Moment);
        Assert.False(_gate.TryEnter(out _));
        _clock.Advance(2 * Moment);
        Assert.True(_gate.TryEnter(out var trial));
        Assert.False(_gate.TryEnter(out _));
        _gate.Leave(trial);
        // The call that is still stuck counts no more.
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(_gate.TryEnter(out var next));
        _gate.Leave(stuck);
        _gate.Leave(next);
    }

    [Fact]
    public void A_trial_that_is_stuck_or_late_doubles_the_wait_up_to_an_hour()
    {
        Trip(out _);
        _clock.Advance(CallGate.TryAgain + Moment);
        Assert.True(_gate.TryEnter(out var late));
        _clock.Advance(CallGate.Limit + Moment);
        _gate.Leave(late);
        Assert.False(_gate.TryEnter(out _));
        var trials = 0;
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            trials += _gate.TryEnter(out _) ? 1 : 0;
        }

        // After 1, 2, 4, 8, 16, 32 and 60 minutes, and then every hour.
        Assert.InRange(trials, 24, 31);
    }

    private void Trip(out GatedCall stuck)
    {
        Assert.True(_gate.TryEnter(out stuck));
        _clock.Advance(CallGate.Limit + Moment);
        Assert.False(_gate.TryEnter(out _));
    }
}
