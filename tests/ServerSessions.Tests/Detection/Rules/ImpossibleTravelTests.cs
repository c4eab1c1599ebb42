using System.Collections.Frozen;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class ImpossibleTravelTests
{
    private static readonly PlaceCode Berlin = Place("DE", 52.5, 13.5);
    private static readonly PlaceCode Sydney = Place("AU", -33.5, 151.5); // 16,064 km
    private static readonly PlaceCode Munich = Place("DE", 48.5, 11.5); // 467 km
    private static readonly PlaceCode Cologne = Place("DE", 50.5, 6.5); // 526 km
    private static readonly PlaceCode Paris = Place("FR", 48.5, 2.5);

    [Theory]
    [InlineData(60, 1)]
    [InlineData(17 * 3600, 1)]
    [InlineData(18.5 * 3600, 0)]
    public void Faster_than_an_airliner_from_one_side_of_the_world_to_the_other_is_impossible(double seconds, int findings) =>
        Assert.Equal(findings, Raised(Seen(0, Berlin, browser: 1), Seen(seconds, Sydney, browser: 2)).Count);

    [Fact]
    public void Half_an_hour_away_by_air_is_not_far_enough_to_count()
    {
        Assert.Empty(Raised(Seen(0, Berlin, browser: 1), Seen(60, Munich, browser: 2)));
        Assert.Single(Raised(Seen(0, Berlin, browser: 1), Seen(60, Cologne, browser: 2)));
    }

    [Fact]
    public void The_finding_says_from_where_to_where_and_how_fast()
    {
        var finding = Assert.Single(Raised(Seen(0, Berlin, browser: 1), Seen(3600, Sydney, browser: 2)));
        Assert.Contains("DE, around 52° N 13° E and 60 minutes later in AU, around 34° S 151° E", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(("D15", Severity.Medium, ActorKind.User, 2), (finding.Rule, finding.Severity, finding.Subject.Kind, finding.Evidence.Count));
        Assert.Equal(900, finding.Measures[1].Threshold);
    }

    [Fact]
    public void The_same_browsers_cookie_is_only_worth_knowing() =>
        Assert.Empty(Raised(Seen(0, Berlin, browser: 1), Seen(3600, Sydney, browser: 1)));

    [Fact]
    public void Without_a_cookie_the_same_user_agent_proves_nothing() =>
        Assert.Single(Raised(Seen(0, Berlin, browser: 1) with { KeyKind = KeyKind.Authenticated }, Seen(3600, Sydney, browser: 1) with { KeyKind = KeyKind.Authenticated }));

    [Theory]
    [InlineData(300, 1)]
    [InlineData(301, 0)]
    public void Two_devices_in_two_countries_within_five_minutes_are_reported_without_any_position(double seconds, int findings) =>
        Assert.Equal(findings, Raised(Seen(0, Place("DE"), browser: 1), Seen(seconds, Place("FR"), browser: 2)).Count);

    [Fact]
    public void One_device_that_is_located_in_two_countries_is_no_overlap() =>
        Assert.Empty(Raised(Seen(0, Place("DE"), browser: 1), Seen(60, Place("FR"), browser: 1)));

    [Fact]
    public void Known_relays_never_count() =>
        Assert.Empty(Raised(Seen(0, Berlin, browser: 1), Seen(60, Place("AU", -33.5, 151.5, relay: true), browser: 2)));

    [Fact]
    public void A_network_that_three_users_share_never_counts()
    {
        var office = Seen(60, Sydney, browser: 2) with { Network = 99 };
        Assert.Empty(Raised(new Baselines { SharedNetworks = new ulong[] { 99 }.ToFrozenSet() }, Seen(0, Berlin, browser: 1), office));
        Assert.Single(Raised(new Baselines { SharedNetworks = new ulong[] { 98 }.ToFrozenSet() }, Seen(0, Berlin, browser: 1), office));
    }

    [Fact]
    public void Two_users_are_two_people() =>
        Assert.Empty(Raised(Seen(0, Berlin, browser: 1), Seen(60, Sydney, browser: 2, user: 9)));

    [Fact]
    public void Visitors_who_are_not_signed_in_are_not_judged() =>
        Assert.Empty(Raised(Seen(0, Berlin, browser: 1) with { User = default }, Seen(60, Sydney, browser: 2) with { User = default }));

    [Fact]
    public void A_session_reports_to_its_user_once_a_minute_and_when_it_moves()
    {
        var run = Run().Live([.. Enumerable.Range(0, 121).Select(i => Seen(i, Berlin, browser: 1)), Seen(121, Paris, browser: 1)]);
        var marks = run.Fold.Actor(new(ActorKind.User, Seen(0, Berlin, 1).User))!.Detection.Memories["D15"].Marks;
        Assert.Equal([At(120), At(121)], marks.Select(m => m.Time.ToMicroseconds()));
    }

    [Fact]
    public void What_is_remembered_of_a_user_is_bounded_and_survives_a_change_of_workers()
    {
        var run = Run(restarting: true).Live(Enumerable.Range(0, 200).Select(i => Seen(i * 100_000, Place("DE", i % 90, i % 170), browser: i)));
        Assert.InRange(run.Fold.Actor(new(ActorKind.User, Seen(0, Berlin, 1).User))!.Detection.Memories["D15"].Marks.Count, 1, 16);
        Assert.Single(Run(restarting: true).Live(Seen(0, Berlin, browser: 1), Seen(3600, Sydney, browser: 2)).Raised);
    }

    private static RequestEvent Seen(double at, PlaceCode place, int browser, int user = 1) =>
        Page(at, "/account", visitor: browser).From(user) with { Place = place, KeyKind = KeyKind.Cookie };

    private static PlaceCode Place(string country, double? latitude = null, double? longitude = null, bool relay = false) =>
        PlaceCode.Of(CountryCode.Of(country), latitude, longitude, relay);

    private static List<Finding> Raised(params RequestEvent[] events) => Raised(Baselines.Empty, events);

    private static List<Finding> Raised(Baselines baselines, params RequestEvent[] events) => [.. Run(baselines).Live(events).Until(200_000).Raised];

    private static FoldRun Run(Baselines? baselines = null, bool restarting = false) =>
        new(detectors: [new ImpossibleTravel(new ImpossibleTravelOptions())], restarting: restarting, baselines: baselines);
}
