using ServerSessions.Simulation.Virtual;

namespace ServerSessions.Tests.Simulation.Virtual;

public sealed class VirtualTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Timers_fire_by_their_time_and_at_one_moment_in_the_order_they_were_made()
    {
        var time = new VirtualTime(Start);
        var fired = new List<string>();
        foreach (var (name, minutes) in new[] { ("late", 9), ("first", 5), ("second", 5) })
            time.CreateTimer(_ => fired.Add($"{name} {time.GetUtcNow():mm}"), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);

        while (time.FireNext())
        {
        }

        Assert.Equal(["first 05", "second 05", "late 09"], fired);
    }

    [Fact]
    public void A_timer_that_was_disposed_of_never_fires_and_moves_no_clock()
    {
        var time = new VirtualTime(Start);
        time.CreateTimer(_ => Assert.Fail("It was disposed of."), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan).Dispose();

        Assert.False(time.FireNext());
        Assert.Equal(Start, time.GetUtcNow());
    }
}
