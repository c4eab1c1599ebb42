using ServerSessions.Journeys.Sessions;

namespace ServerSessions.Tests.Journeys;

public class SessionRulesTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1_800_000_000, true)]
    [InlineData(1_800_000_001, false)]
    public void A_gap_of_exactly_the_timeout_stays_and_a_microsecond_more_does_not(long gap, bool continues)
    {
        const long Start = 1_779_000_000_000_000;
        Assert.Equal(continues, SessionRules.Continues(Start, Start + gap, TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void A_request_from_before_the_last_one_belongs_to_the_session() =>
        Assert.True(SessionRules.Continues(1_000_000, 0, TimeSpan.Zero));
}
