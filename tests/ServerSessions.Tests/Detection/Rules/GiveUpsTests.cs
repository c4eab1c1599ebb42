using ServerSessions.Detection;
using ServerSessions.Detection.Rules;

namespace ServerSessions.Tests.Detection.Rules;

public class GiveUpsTests
{
    private static readonly CredentialStuffingOptions Options = new();

    [Theory]
    [InlineData(8, 8, true)]
    [InlineData(60, 108, true)]
    [InlineData(30, 200, false)]
    [InlineData(100, 2_000, false)]
    [InlineData(7, 7, false)] // fewer than eight are no attack, however unlikely
    public void Honest_people_explain_some_and_not_others(int never, int accounts, bool isBeyond) =>
        Assert.Equal(isBeyond, GiveUps.IsBeyond(never, accounts, 0.03, Options));

    [Theory]
    [InlineData(1, 10)]
    [InlineData(4, 25)]
    [InlineData(30, 200)]
    public void The_tail_is_the_sum_of_what_the_distribution_says(int never, int accounts)
    {
        // By its recurrence from zero on, without the gamma function.
        var (alpha, beta) = (0.03 * 49, 0.97 * 49);
        var none = 1.0;
        for (var i = 0; i < accounts; i++)
            none *= (beta + i) / (alpha + beta + i);
        var (below, term) = (0.0, none);
        for (var k = 0; k < never; k++)
        {
            below += term;
            term *= (accounts - k) / (k + 1.0) * (k + alpha) / (accounts - k - 1 + beta);
        }

        Assert.Equal(1 - below, GiveUps.Tail(never, accounts, 0.03, 0.02), 9);
    }

    [Fact]
    public void The_number_that_is_needed_is_the_first_that_honest_people_do_not_explain()
    {
        foreach (var accounts in (int[])[8, 20, 108, 500, 2_000])
        {
            var needed = GiveUps.Needed(accounts, 0.05, Options);
            Assert.True(needed > accounts || GiveUps.IsBeyond(needed, accounts, 0.05, Options));
            Assert.False(GiveUps.IsBeyond(needed - 1, accounts, 0.05, Options));
        }
    }
}
