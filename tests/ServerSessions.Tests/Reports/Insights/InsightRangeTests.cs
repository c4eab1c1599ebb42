using ServerSessions.Insights;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Tests.Reports.Insights;

public class InsightRangeTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    // The clock of New York is put forward on 8 March 2026 at 2:00.
    [Theory]
    [InlineData("2026-03-06T00:00:00-05:00", "2026-03-11T00:00:00-04:00", "2026-03-01T00:00:00-05:00")]
    [InlineData("2026-03-09T00:00:00-04:00", "2026-03-12T00:00:00-04:00", "2026-03-06T00:00:00-05:00")]
    [InlineData("2026-03-08T01:30:00-05:00", "2026-03-08T04:30:00-04:00", "2026-03-07T23:30:00-05:00")]
    public void The_stretch_before_has_as_many_days_of_the_zone_or_the_same_length(string from, string to, string before)
    {
        var range = new InsightRange(DateTimeOffset.Parse(from), DateTimeOffset.Parse(to), Segment.People);
        Assert.Equal((DateTimeOffset.Parse(before), range.From), (range.Before(NewYork).From, range.Before(NewYork).To));
    }

    [Fact]
    public void Four_hundred_days_of_the_zone_are_possible_also_when_one_of_them_has_twenty_five_hours()
    {
        var query = new InsightQuery { From = DateTimeOffset.Parse("2026-03-10T00:00:00-04:00"), To = DateTimeOffset.Parse("2027-04-14T00:00:00-04:00") };
        Assert.Equal(query.To, InsightRange.Of(query, query.To.Value, NewYork).To);
        query = new InsightQuery { From = DateTimeOffset.Parse("2025-10-01T00:00:00-04:00"), To = DateTimeOffset.Parse("2026-11-05T00:00:00-05:00") };
        Assert.Equal(query.To, InsightRange.Of(query, query.To.Value, NewYork).To);
        Assert.Throws<ArgumentException>(() => InsightRange.Of(query, query.To.Value));
        Assert.Throws<ArgumentException>(() => InsightRange.Of(query with { To = query.To.Value.AddMinutes(1) }, query.To.Value, NewYork));
    }
}
