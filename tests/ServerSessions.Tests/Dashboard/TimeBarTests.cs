using ServerSessions.Dashboard.Charts;
using ServerSessions.Insights;

namespace ServerSessions.Tests.Dashboard;

public sealed class TimeBarTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 20, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_week_has_a_bar_an_hour() => Assert.Equal(169, TimeBar.Of(Hours(169)).Count);

    [Fact]
    public void A_month_has_a_bar_a_day_and_loses_no_session()
    {
        var bars = TimeBar.Of(Hours(721));
        Assert.Equal(31, bars.Count);
        Assert.Equal(2 * 721, bars.Sum(bar => bar.Sessions));
        Assert.Equal(2, bars[0].Hours);
        Assert.Equal(new DateTimeOffset(2026, 10, 21, 0, 0, 0, TimeSpan.Zero), bars[1].From);
    }

    private static IReadOnlyList<HourCount> Hours(int count) => [.. Enumerable.Range(0, count).Select(i => new HourCount(Start.AddHours(i), 2))];
}
