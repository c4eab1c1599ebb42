using ServerSessions.Insights;
using ServerSessions.Insights.Navigation;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights.Navigation;

/// <summary>What the navigation watch reports, and what it does not, over weeks of a shop's traffic.</summary>
public sealed class NavigationWatchTests
{
    private const int Week = 168;

    // A Wednesday at 11:00, six weeks in.
    private const long Released = SteadyShop.Start + (6 * Week) + 24 + 11;

    [Theory]
    [InlineData(1, 150)]
    [InlineData(2, 30)]
    [InlineData(3, 70)]
    [InlineData(4, 200)]
    public void Four_ordinary_weeks_raise_nothing(int seed, double busiest) =>
        Assert.Equal("", string.Join('\n', Reported(new SteadyShop(seed, busiest)).Select(a => $"{a.Hour:O} {a.Route}: {a.Reason}")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_release_that_breaks_a_link_is_reported_within_two_windows_with_its_edge(int seed)
    {
        var shop = new SteadyShop(seed, 300)
        {
            Release = (hour, from, to) => hour >= Released && from == "GET /goods/{id}" && to == "POST /cart" ? ("GET (unmatched)", Outcome.Missing) : null,
        };
        var reported = Around(shop);
        var first = reported[0];
        Assert.Equal("GET /goods/{id}", first.Route);
        Assert.InRange((first.Hour - Hour(Released)).TotalHours, 0, 1);
        var vanished = Assert.Single(first.Shifts, s => s.Kind == NavigationShiftKind.EdgeVanished);
        Assert.Equal(["POST /cart"], vanished.Edges.Select(e => e.To));
        Assert.InRange(vanished.Edges[0].Expected, 20, 300);
        Assert.Contains("no session goes on to POST /cart (0, usual ", first.Reason, StringComparison.Ordinal);
        // Its consequences are no anomaly of their own, and while it lasts it is reported once.
        Assert.Equal(["GET /goods/{id}"], reported.Select(a => a.Route));
    }

    [Fact]
    public void A_link_that_breaks_for_half_of_the_visitors_is_reported_in_its_second_window()
    {
        var random = new Random(5);
        var shop = new SteadyShop(5, 300)
        {
            Release = (hour, from, to) =>
                hour >= Released && from == "GET /goods/{id}" && to == "POST /cart" && random.Next(4) > 0 ? ("GET (unmatched)", Outcome.Missing) : null,
        };
        var first = Around(shop)[0];
        Assert.Equal(("GET /goods/{id}", Hour(Released + 1)), (first.Route, first.Hour));
        var row = Assert.Single(first.Shifts, s => s.Kind == NavigationShiftKind.Row);
        Assert.Contains(row.Edges, e => e.To == "GET (unmatched)" && e.Expected == 0);
        Assert.Equal("GET (unmatched)", Assert.Single(Assert.Single(first.Shifts, s => s.Kind == NavigationShiftKind.EdgeNew).Edges).To);
    }

    [Fact]
    public void A_checkout_that_suddenly_loops_is_reported_with_the_way_back()
    {
        var shop = new SteadyShop(6, 500)
        {
            Release = (hour, from, to) => hour >= Released && from == "GET /checkout" && to == "POST /pay" ? ("POST /cart", Outcome.Ok) : null,
        };
        var checkout = Around(shop).First(a => a.Route == "GET /checkout");
        Assert.InRange((checkout.Hour - Hour(Released)).TotalHours, 0, 1);
        Assert.Contains(checkout.Shifts.SelectMany(s => s.Edges), e => e is { To: "POST /cart", Expected: 0 });
        Assert.Contains(checkout.Shifts.SelectMany(s => s.Edges), e => e is { To: "POST /pay", Sessions: 0 });
    }

    [Fact]
    public void Errors_that_begin_are_reported_in_their_second_window()
    {
        var random = new Random(7);
        var shop = new SteadyShop(7, 300)
        {
            Release = (hour, from, to) => hour >= Released && to == "GET /search" && random.Next(3) == 0 ? (to, Outcome.Failed) : null,
        };
        var first = Around(shop)[0];
        Assert.Equal(("GET /search", Hour(Released + 1)), (first.Route, first.Hour));
        Assert.InRange(Assert.Single(first.Shifts, s => s.Kind == NavigationShiftKind.Errors).Score!.Value, 4, 1_000);
    }

    [Fact]
    public void A_site_that_loses_half_of_its_visitors_is_one_piece_of_news()
    {
        var shop = new SteadyShop(8, 300) { Times = hour => hour is >= Released and < Released + 8 ? 0.4 : 1 };
        var only = Assert.Single(Around(shop));
        Assert.Equal((NavigationWatch.AllRoutes, Hour(Released + 1)), (only.Route, only.Hour));
        Assert.Equal(NavigationShiftKind.Volume, Assert.Single(only.Shifts).Kind);
    }

    [Fact]
    public void One_bad_hour_is_not_reported()
    {
        var shop = new SteadyShop(9, 300) { Times = hour => hour == Released ? 0.3 : 1 };
        Assert.Empty(Around(shop));
    }

    [Fact]
    public void Growth_of_a_twentieth_a_week_is_no_anomaly()
    {
        var shop = new SteadyShop(10, 60) { Times = hour => Math.Pow(1.05, (hour - SteadyShop.Start) / (double)Week) };
        Assert.Empty(Reported(shop));
    }

    [Fact]
    public void Before_four_weeks_are_known_nothing_is_judged()
    {
        var shop = new SteadyShop(11, 100)
        {
            Release = (hour, from, to) => hour >= SteadyShop.Start + (3 * Week) && to == "POST /cart" ? ("GET (unmatched)", Outcome.Missing) : null,
        };
        Assert.Empty(NavigationReplay.Run(shop.Hours(4 * Week), SteadyShop.Start, SteadyShop.Start, SteadyShop.Start + (4 * Week), TimeZoneInfo.Utc));
    }

    [Fact]
    public void The_result_for_an_hour_does_not_depend_on_the_first_hour_read()
    {
        var shop = new SteadyShop(12, 150)
        {
            Release = (hour, from, to) => hour is >= Released and < Released + 60 && to == "POST /cart" ? ("GET (unmatched)", Outcome.Missing) : null,
        };
        var hours = shop.Hours(7 * Week);
        var whole = NavigationReplay.Run(hours, SteadyShop.Start, Released - 48, Released + 96, TimeZoneInfo.Utc).Select(a => (a.Hour, a.Route)).ToList();
        var apart = Enumerable.Range(-48, 144).SelectMany(h => NavigationReplay.Run(hours, SteadyShop.Start, Released + h, Released + h + 1, TimeZoneInfo.Utc))
            .Select(a => (a.Hour, a.Route)).ToList();
        Assert.NotEmpty(whole);
        Assert.Equal(whole, apart);
    }

    // Four weeks after six to compare with.
    private static List<NavigationAnomaly> Reported(SteadyShop shop) =>
        [.. NavigationReplay.Run(shop.Hours(10 * Week), SteadyShop.Start, SteadyShop.Start + (6 * Week), SteadyShop.Start + (10 * Week), TimeZoneInfo.Utc)];

    // The day of the release and the night before.
    private static List<NavigationAnomaly> Around(SteadyShop shop) =>
        [.. NavigationReplay.Run(shop.Hours(7 * Week, around: Released), SteadyShop.Start, Released - 12, Released + 24, TimeZoneInfo.Utc)];

    private static DateTimeOffset Hour(long hour) => DateTimeOffset.UnixEpoch.AddHours(hour);
}
