using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class LowAndSlowTests
{
    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void Four_failures_with_long_pauses_are_an_attack_and_three_are_not(int failures, int alerts) =>
        Assert.Equal(alerts, Raised(Failing(failures, apart: 660)).Count);

    [Theory]
    [InlineData(600, 0)]
    [InlineData(600.001, 1)]
    public void The_median_pause_is_longer_than_ten_minutes(double apart, int alerts) =>
        Assert.Equal(alerts, Raised(Failing(4, apart)).Count);

    [Fact]
    public void A_success_between_them_takes_back_what_failed_before() =>
        Assert.Empty(Raised([.. Failing(3, apart: 660), Login(2_000, 0, succeeds: true), .. Failing(3, apart: 660, from: 2_640)]));

    [Theory]
    [InlineData(21_600, 1)]
    [InlineData(21_600.001, 0)]
    public void Accounts_that_fail_within_six_hours_count_together(double last, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(3, apart: 3_000), Login(last, 0)]).Count);

    [Fact]
    public void Two_sittings_of_slips_are_no_slow_attack() =>
        Assert.Empty(Raised([.. Failing(4, apart: 20), .. Failing(4, apart: 20, from: 10_800)]));

    [Fact]
    public void A_fast_attack_is_reported_by_its_own_rule_alone() => Assert.Empty(Raised(Failing(60, apart: 1)));

    [Fact]
    public void Slips_in_the_owners_own_browser_do_not_count() =>
        Assert.Empty(Raised([.. Failing(8, apart: 900).Select(e => e.With(EventFlags.KnownDevice))]));

    [Fact]
    public void One_network_is_low_and_several_are_medium()
    {
        Assert.Equal(Severity.Low, Raised(Failing(4, apart: 900))[0].Severity);
        Assert.Equal(Severity.Medium, Raised([.. Failing(4, apart: 900).Select((e, i) => e with { Network = (ulong)i + 1 })])[0].Severity);
    }

    private static RequestEvent[] Failing(int failures, double apart, double from = 0) =>
        [.. Enumerable.Range(0, failures).Select(i => Login(from + (i * apart), 0))];

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).End().Raised.Where(f => f.Rule == "D4")];
}
