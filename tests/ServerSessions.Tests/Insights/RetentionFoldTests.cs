using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

public class RetentionFoldTests
{
    [Fact]
    public void Cohorts_are_by_first_start_and_returns_by_period_after_it()
    {
        var report = Run(new RetentionQuery(), (1, 0, "x"), (1, 1, "x"), (1, 3, "x"), (2, 0, "x"), (3, 1, "x"), (3, 2, "x"));
        Assert.Equal(["2026-01-05", "2026-01-06"], report.Cohorts.Select(c => c.Period));
        Assert.Equal([2L, 1, 0, 1], report.Cohorts[0].Returned);
        Assert.Equal([2L, 1, 1, 1], report.Cohorts[0].ReturnedOnOrAfter);
        Assert.Equal([1L, 1, 0], report.Cohorts[1].Returned);
        Assert.Equal([1d, 2d / 3, 0, 0.5], report.Mean);
    }

    [Fact]
    public void Only_the_requested_return_counts_and_not_before_the_start()
    {
        var report = Run(new RetentionQuery { Start = "join", Return = "buy" }, (1, 0, "buy join"), (2, 0, "join buy"), (1, 1, "buy"), (3, 0, "buy"), (2, 1, "join"));
        var cohort = Assert.Single(report.Cohorts);
        Assert.Equal(2, cohort.Users);
        Assert.Equal([1L, 1], cohort.Returned);
    }

    [Theory]
    [InlineData(RetentionPeriod.Week, "2026-01-05", 6, 2)]
    [InlineData(RetentionPeriod.Week, "2026-01-05", 7, 2)]
    [InlineData(RetentionPeriod.Month, "2026-01", 27, 2)]
    public void Weeks_begin_on_monday_and_months_on_the_first(RetentionPeriod period, string text, int later, int periods)
    {
        var report = Run(new RetentionQuery { Period = period }, (1, 0, "x"), (1, later, "x"));
        Assert.Equal(text, report.Cohorts[0].Period);
        Assert.Equal(later == 6 ? 1 : periods, report.Cohorts[0].Returned.Count);
    }

    [Fact]
    public void Stickiness_is_daily_users_over_those_of_twenty_eight_days()
    {
        var report = Run(new RetentionQuery(), [.. Enumerable.Range(0, 28).Select(day => (1, day, "x")), (2, 27, "x")]);
        Assert.Equal((29d / 28, 2, 2), (report.Stickiness.DailyUsers, report.Stickiness.WeeklyUsers, report.Stickiness.MonthlyUsers));
    }

    [Fact]
    public void Keys_of_one_day_are_refused_with_the_reason()
    {
        var fold = new RetentionFold(new RetentionQuery { UsersOnly = false }, InsightSettings.Default);
        fold.Add(Walks.Of("x") with { KeyKind = KeyKind.Daily });
        Assert.Contains("which change every day", fold.Result().Refused);
        Assert.Equal(1, fold.Result().Unlinked);
    }

    private static RetentionReport Run(RetentionQuery query, params (int User, int Day, string Steps)[] sessions)
    {
        var fold = new RetentionFold(query, InsightSettings.Default);
        foreach (var (user, day, steps) in sessions.Reverse())
            fold.Add(Walks.Of(steps, Walks.Monday.AddDays(day), user));
        return fold.Result();
    }
}
