using ServerSessions.Simulation.Shop.History;

namespace ServerSessions.Tests.Simulation.Shop;

public class WeeklyRhythmTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero); // a Monday

    private readonly WeeklyRhythm _rhythm = new(Start, 7 * 24);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_ends_are_the_ends_of_the_week(double share) => Assert.Equal(TimeSpan.FromDays(7 * share), _rhythm.At(share));

    [Fact]
    public void Equal_shares_follow_each_other_and_crowd_the_evening()
    {
        var times = Enumerable.Range(0, 10_000).Select(i => _rhythm.At(i / 10_000.0)).ToList();
        Assert.Equal(times.Order(), times);
        var byHour = times.CountBy(t => (Start + t).Hour).ToDictionary();
        Assert.InRange(byHour[20], 5 * byHour[3], 50 * byHour[3]);
        Assert.Equal(24, byHour.Count);
    }

    [Fact]
    public void Saturday_is_the_busiest_day()
    {
        var byDay = Enumerable.Range(0, 10_000).Select(i => (Start + _rhythm.At(i / 10_000.0)).DayOfWeek).CountBy(day => day).ToDictionary();
        Assert.Equal(DayOfWeek.Saturday, byDay.MaxBy(day => day.Value).Key);
    }
}
