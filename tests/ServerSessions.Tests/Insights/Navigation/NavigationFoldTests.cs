using ServerSessions.Insights.Navigation;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights.Navigation;

/// <summary>What an hour's numbers say.</summary>
public sealed class NavigationFoldTests
{
    [Fact]
    public void A_session_counts_once_on_each_way_that_it_went_and_leaves_at_its_end()
    {
        var hour = Hour(ClosedJourneys.Of(0, 1, "GET /a", "GET /b", "GET /a", "GET /b", "GET /b", "GET /c"));
        Assert.Equal([("GET /b", 1)], hour.Of("GET /a").Targets.Select(t => (t.Key, t.Value)));
        Assert.Equal([("GET /a", 1), ("GET /c", 1)], hour.Of("GET /b").Targets.OrderBy(t => t.Key).Select(t => (t.Key, t.Value)));
        Assert.Equal([(NavigationFold.Exit, 1)], hour.Of("GET /c").Targets.Select(t => (t.Key, t.Value)));
        Assert.Equal((1, 1), (hour.Of("GET /b").Sessions, hour.Of(NavigationFold.Site).Sessions));
    }

    [Fact]
    public void How_a_route_ended_is_counted_by_sessions_too()
    {
        var hour = Hour(
            ClosedJourneys.Of(0, 1, "GET /a", "GET /b", "GET /a").With(0, s => s with { Outcome = Outcome.Failed }).With(2, s => s with { Outcome = Outcome.Denied }),
            ClosedJourneys.Of(5, 2, "GET /a"));
        var route = hour.Of("GET /a");
        Assert.Equal((2, 1), (route.Sessions, route.Errors));
        Assert.Equal((1, 1, 1), (route.Outcomes[(int)Outcome.Ok], route.Outcomes[(int)Outcome.Failed], route.Outcomes[(int)Outcome.Denied]));
    }

    [Fact]
    public void An_event_that_the_application_recorded_is_no_place_where_people_go()
    {
        var hour = Hour(ClosedJourneys.Of(0, 1, "GET /a", "basket.full", "GET /b").With(1, s => s with { Kind = StepKind.Custom }));
        Assert.Equal(["GET /b"], hour.Of("GET /a").Targets.Keys);
        Assert.Equal(0, hour.Of("basket.full").Sessions);
    }

    [Fact]
    public void Live_merged_and_packed_it_is_the_same()
    {
        var shop = new SteadyShop(4, 200);
        var journeys = shop.Journeys(SteadyShop.Start + 11).ToList();
        var (live, merged) = (new NavigationFold(), new NavigationFold());
        foreach (var journey in journeys)
            live.Add(journey);
        foreach (var part in journeys.OrderBy(j => j.Key).Chunk(7))
        {
            var fold = new NavigationFold();
            foreach (var journey in part)
                fold.Add(journey);
            merged.Merge(fold.Fields);
        }

        Assert.InRange(journeys.Count, 100, 300);
        Assert.Equal(Sorted(live.Fields), Sorted(merged.Fields));
        Assert.Equal(Sorted(live.Fields), Sorted(NavigationHourCodec.Decode(NavigationHourCodec.Encode(live.Fields))));
    }

    [Fact]
    public void An_hour_of_two_hundred_routes_packs_into_less_than_forty_kilobytes()
    {
        // 1 MB a day over 24 hours, with 200 routes and eight ways out of each.
        var random = new Random(1);
        var fields = new Dictionary<string, long>();
        for (var route = 0; route < 200; route++)
        {
            fields[$"sGET /area{route % 20}/thing{route}/{{id}}"] = random.Next(5_000);
            fields[$"o0GET /area{route % 20}/thing{route}/{{id}}"] = random.Next(5_000);
            fields[$"o7GET /area{route % 20}/thing{route}/{{id}}"] = random.Next(50);
            for (var way = 0; way < 8; way++)
                fields[$"eGET /area{route % 20}/thing{route}/{{id}}\nGET /area{random.Next(20)}/thing{random.Next(200)}/{{id}}"] = random.Next(600);
        }

        Assert.InRange(NavigationHourCodec.Encode(fields).Length, 1_000, 1_000_000 / 24);
    }

    [Fact]
    public void A_damaged_hour_is_refused()
    {
        var bytes = NavigationHourCodec.Encode(new Dictionary<string, long> { ["sGET /"] = 3 });
        Assert.Throws<FormatException>(() => NavigationHourCodec.Decode(bytes.AsMemory(0, 3)));
        Assert.Throws<FormatException>(() => NavigationHourCodec.Decode(new byte[] { 1, 2, 3, 4, 5, 6, 7 }));
    }

    private static NavigationHour Hour(params Journey[] journeys)
    {
        var fold = new NavigationFold();
        foreach (var journey in journeys)
            fold.Add(journey);
        return new NavigationHour(0, fold.Fields);
    }

    private static string Sorted(IEnumerable<KeyValuePair<string, long>> fields) =>
        string.Join('|', fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));
}
