using ServerSessions.Journeys.Sessions;

namespace ServerSessions.Tests.Journeys.Sessions;

public class ReachedStepsTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void The_earliest_time_of_a_step_counts()
    {
        var reached = new ReachedSteps();
        reached.Add("cart", 5 * Second);
        reached.Add("cart", 9 * Second);
        reached.Add("cart", 3 * Second);
        Assert.True(reached.Contains("cart", 3 * Second));
        Assert.False(reached.Contains("cart", (3 * Second) - 1));
        Assert.False(reached.Contains("payment", 9 * Second));
    }

    [Fact]
    public void What_a_closed_session_reached_was_reached_earlier_and_not_here()
    {
        var reached = new ReachedSteps();
        reached.Add("cart", 5 * Second);
        Assert.False(reached.ContainsEarlier("cart", 6 * Second));
        reached.Close();
        Assert.False(reached.Contains("cart", 6 * Second));
        Assert.True(reached.ContainsEarlier("cart", 6 * Second));
        reached.Close();
        Assert.False(reached.ContainsEarlier("cart", 6 * Second));
    }

    [Fact]
    public void What_was_reached_more_than_a_day_before_the_session_began_does_not_count()
    {
        var reached = new ReachedSteps();
        reached.Add("cart", 0);
        reached.Close();
        Assert.True(reached.ContainsEarlier("cart", 86_400 * Second));
        Assert.False(reached.ContainsEarlier("cart", (86_400 * Second) + 1));
    }
}
