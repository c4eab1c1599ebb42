using ServerSessions.Capture;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

public class VisitClockTests
{
    [Fact]
    public void The_system_clock_is_read_to_the_millisecond_and_never_runs_behind_the_timestamp()
    {
        var clock = new VisitClock(TimeProvider.System);
        var (first, since) = clock.Start();
        for (var i = 0; i < 1000; i++)
        {
            var before = DateTimeOffset.UtcNow.ToMicroseconds();
            var (time, timestamp) = clock.Start();
            var after = DateTimeOffset.UtcNow.ToMicroseconds();
            Assert.InRange(time, before - 1000, after + 1000);
            Assert.True(timestamp >= since);
        }

        Assert.InRange(clock.Now(), first, first + 60_000_000);
    }

    [Fact]
    public void Another_clock_is_read_each_time_so_that_a_wall_clock_set_back_shows_at_once()
    {
        var time = new TestClock();
        var clock = new VisitClock(time);
        var (before, timestamp) = clock.Start();
        time.Advance(TimeSpan.FromMilliseconds(7));
        time.ShiftWall(TimeSpan.FromHours(-1));
        Assert.Equal(before + 7_000 - 3_600_000_000, clock.Start().Time);
        Assert.InRange(clock.Since(timestamp), 6_999, 7_000);
    }
}
