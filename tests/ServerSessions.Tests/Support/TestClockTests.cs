namespace ServerSessions.Tests.Support;

public class TestClockTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Time_passes_by_Advance_alone()
    {
        var (wall, stamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(90), _clock.GetUtcNow() - wall);
        Assert.InRange(_clock.GetElapsedTime(stamp), TimeSpan.FromSeconds(90) - TimeSpan.FromTicks(2), TimeSpan.FromSeconds(90));
        Assert.NotEqual(TimeSpan.FromSeconds(90).Ticks, _clock.GetTimestamp() - stamp);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_and_see_that_time()
    {
        var fired = new List<(string, double)>();
        Start("late", 3);
        Start("early", 1);
        Start("later", 3);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([("early", 1), ("late", 3), ("later", 3)], fired);

        void Start(string name, int due) => _clock.CreateTimer(
            _ => fired.Add((name, (_clock.GetUtcNow() - TestClock.Epoch).TotalSeconds)), null, TimeSpan.FromSeconds(due), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_period_fires_each_time_it_falls_due_until_disposed()
    {
        var count = 0;
        var timer = _clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, count);
        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(3, count);
        Assert.Equal(0, _clock.Waiting);
    }

    [Fact]
    public void A_timer_that_restarts_itself_while_firing_fires_again_within_the_same_Advance()
    {
        var times = new List<double>();
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                times.Add((_clock.GetUtcNow() - TestClock.Epoch).TotalSeconds);
                timer!.Change(TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
            },
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal([1, 3, 5], times);
    }

    [Fact]
    public async Task Task_Delay_waits_for_the_clock()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock);
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public async Task A_cancellation_source_with_a_delay_is_cancelled_by_the_clock()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(10), _clock);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.InfiniteTimeSpan, source.Token));
    }

    [Fact]
    public void Setting_the_wall_clock_back_moves_neither_timestamps_nor_timers()
    {
        var stamp = _clock.GetTimestamp();
        var fired = false;
        _clock.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        _clock.ShiftWall(TimeSpan.FromHours(-1));
        Assert.Equal(TestClock.Epoch.AddHours(-1), _clock.GetUtcNow());
        Assert.Equal(stamp, _clock.GetTimestamp());
        Assert.False(fired);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(fired);
    }
}
