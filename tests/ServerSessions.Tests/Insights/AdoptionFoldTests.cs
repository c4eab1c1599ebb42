using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

public class AdoptionFoldTests
{
    private static readonly InsightSettings Settings = InsightSettings.Default with { Features = new FeatureMap([("wish", "w"), ("gold", "g"), ("never", "n")]) };

    [Fact]
    public void Users_are_unaware_trying_adopted_or_lapsed_and_all_are_counted()
    {
        var fold = new AdoptionFold(Settings);
        Use(fold, user: 1, days: [40, 41, 42, 43]);
        Use(fold, user: 2, days: [80, 85, 90]);
        Use(fold, user: 3, days: [90]);
        Use(fold, user: 4, days: [89, 90]);
        fold.Add(Walks.Of("x", Day(10), user: 5));
        var wish = fold.Result().Features.Single(f => f.Feature == "wish");
        Assert.Equal((5, 1, 2, 1, 1), (wish.Users, wish.Unaware, wish.Tried, wish.Adopted, wish.Lapsed));
        Assert.Equal(0.8, wish.Share);
    }

    [Theory]
    [InlineData(27, 1, 0)]
    [InlineData(28, 0, 1)]
    public void Twenty_eight_days_count_with_today(int daysLater, long tried, long lapsed)
    {
        var fold = new AdoptionFold(Settings);
        Use(fold, user: 1, days: [0]);
        fold.Add(Walks.Of("x", Day(daysLater), user: 2));
        var wish = fold.Result().Features.Single(f => f.Feature == "wish");
        Assert.Equal((tried, lapsed), (wish.Tried, wish.Lapsed));
    }

    [Fact]
    public void A_user_who_was_always_refused_was_not_allowed()
    {
        var fold = new AdoptionFold(Settings);
        fold.Add(Walks.Of("g#Gold", user: 1));
        fold.Add(Walks.Of("g#Gold g", user: 2));
        fold.Add(Walks.Of("x", user: 3));
        fold.Add(Walks.Of("g#Gold"));
        var report = fold.Result();
        var gold = report.Features.Single(f => f.Feature == "gold");
        Assert.Equal((2, 2, 1, 1), (gold.Users, gold.Denied, gold.Unaware, gold.Tried));
        Assert.Equal(new DeniedStep("g", "denied: Gold", 3, 2), Assert.Single(report.Denied));
    }

    [Fact]
    public void A_feature_that_was_never_used_is_listed()
    {
        var fold = new AdoptionFold(Settings);
        fold.Add(Walks.Of("w"));
        var report = fold.Result(endpoints: ["w", "g", "n", "POST /z"]);
        Assert.Equal(["gold", "never"], report.NeverUsed);
        Assert.Equal(["POST /z", "g", "n"], report.NeverCalled);
    }

    [Fact]
    public void Time_to_first_use_runs_from_the_users_first_step()
    {
        var fold = new AdoptionFold(Settings);
        fold.Add(Walks.Of("w", Day(2), user: 1));
        fold.Add(Walks.Of("x", Day(0), user: 1));
        Assert.Equal(2 * 86_400, fold.Result().Features.Single(f => f.Feature == "wish").TimeToFirstUseSeconds.P50);
    }

    private static DateTimeOffset Day(int day) => Walks.Monday.AddDays(day);

    private static void Use(AdoptionFold fold, int user, int[] days)
    {
        foreach (var day in days)
            fold.Add(Walks.Of("x w", Day(day), user));
    }
}
