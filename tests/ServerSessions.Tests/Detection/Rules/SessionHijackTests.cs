using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class SessionHijackTests
{
    private const uint Key = 5;

    [Fact]
    public void Network_and_browser_changed_is_reported_at_once()
    {
        var finding = Assert.Single(Raised(Home(0), Away(60)));
        Assert.Equal(("D5", Severity.Medium), (finding.Rule, finding.Severity));
        Assert.Contains("Chrome 126, Windows, desktop", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("Firefox 140, Linux, desktop", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_network_alone_is_nothing() => Assert.Empty(Raised(Home(0), Home(60) with { Network = 9 }, Home(90) with { Network = 10 }));

    [Fact]
    public void Another_browser_alone_is_nothing() => Assert.Empty(Raised(Home(0), Away(60) with { Network = 77 }));

    [Fact]
    public void A_browser_that_was_brought_up_to_date_on_another_network_is_the_same() =>
        Assert.Empty(Raised(Home(0), Home(60) with { Network = 9, Client = "Chrome 127, Windows, desktop" }));

    [Fact]
    public void An_older_version_is_another_browser() =>
        Assert.Single(Raised(Home(0), Home(60) with { Network = 9, Client = "Chrome 125, Windows, desktop" }));

    [Theory]
    [InlineData(300, Severity.High)]
    [InlineData(300.000001, Severity.Medium)]
    public void Both_active_within_five_minutes_is_certain(double after, Severity severity) =>
        Assert.Equal(severity, new FoldRun().Live(Home(0), Away(60), Home(60 + after)).Alerts[^1].Alert.Finding.Severity);

    [Fact]
    public void A_page_left_open_that_goes_on_polling_shows_that_the_first_browser_is_there() =>
        Assert.Equal(Severity.High, new FoldRun().Live(Home(0), Away(60), Passive(90) with { Network = 500 }).Alerts[^1].Alert.Finding.Severity);

    [Fact]
    public void The_second_browser_is_reported_once_however_long_it_goes_on()
    {
        var run = new FoldRun().Live([Home(0), .. Enumerable.Range(1, 200).Select(i => Away(60 + i))]);
        Assert.Single(run.Alerts);
        Assert.Single(run.Fold.Session(Visitor(1))!.Detection.Memories["D5"].Marks);
    }

    [Fact]
    public void A_client_without_a_name_is_another_browser() => Assert.Single(Raised(Home(0), Away(60) with { Client = null, Agent = 0 }));

    [Fact]
    public void A_key_of_network_and_agent_cannot_be_stolen() =>
        Assert.Empty(Raised(Home(0) with { KeyKind = KeyKind.Daily }, Away(60) with { KeyKind = KeyKind.Daily }));

    [Theory]
    [InlineData("Media player, other, other")]
    [InlineData("Download manager, other, other")]
    public void A_player_or_download_manager_that_gets_the_cookie_is_no_second_browser(string client) =>
        Assert.Empty(Raised(Home(0), File(60, client), Home(90), File(120, client)));

    [Fact]
    public void A_client_that_names_itself_a_player_but_changes_something_or_gets_a_page_is_judged()
    {
        const string player = "Media player, other, other";
        Assert.Single(Raised(Home(0), Post(60, "/email") with { KeyKind = KeyKind.Cookie, Network = 4711, Agent = 99, Client = player }));
        Assert.Single(Raised(Home(0), Away(60) with { Client = player }));
        Assert.Single(Raised(Home(0), File(60, player).With(EventFlags.ScriptFetch)));
    }

    [Fact]
    public void A_session_that_a_player_began_is_at_home_in_the_first_browser()
    {
        const string player = "Media player, other, other";
        Assert.Empty(Raised(File(0, player), Home(60), Home(90)));
        var finding = Assert.Single(Raised(File(0, player), Home(60), Away(90) with { Network = 12 }));
        Assert.Contains("began in Chrome 126, Windows, desktop goes on in Firefox", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_view_of_the_same_device_is_no_second_browser() =>
        Assert.Empty(Raised(
            Home(0) with { Client = "Chrome 126, Android, phone" }, Home(60) with { Network = 9, Agent = 9, Client = "Web view, Android, phone" },
            Home(90) with { Network = 10, Agent = 10, Client = "Media player, Android, tablet" }));

    [Fact]
    public void The_same_name_with_other_languages_or_hints_in_another_network_is_another_browser()
    {
        var finding = Assert.Single(Raised(Home(0) with { Traits = Traits() }, Home(60) with { Network = 9, Traits = Traits(languages: 8) }));
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Contains("goes on in another Chrome 126, Windows, desktop", finding.Reason, StringComparison.Ordinal);
        Assert.Single(Raised(Home(0) with { Traits = Traits() }, Home(60) with { Network = 9, Traits = Traits(hints: 8) }));
    }

    [Fact]
    public void The_first_browser_that_is_active_again_after_one_of_the_same_name_is_certain() =>
        Assert.Equal(Severity.High, new FoldRun().Live(
            Home(0) with { Traits = Traits() }, Home(60) with { Network = 9, Traits = Traits(languages: 8) }, Home(90) with { Traits = Traits() }).Alerts[^1].Alert.Finding.Severity);

    [Fact]
    public void Under_a_new_identity_key_the_same_browser_in_a_network_of_another_hash_is_no_other_one() =>
        Assert.Empty(Raised(Home(0) with { Traits = Traits() }, Home(60) with { Network = 9, Traits = Traits(languages: 8, hints: 9, key: 6) }));

    [Theory]
    [InlineData("Chrome 127, Windows, desktop", 8, 1)]
    [InlineData("Chrome 126, Windows, desktop", 0, 0)]
    public void Languages_that_a_version_brought_are_judged_and_what_is_not_known_is_no_difference(string client, uint languages, int findings) =>
        Assert.Equal(findings, Raised(
            Home(0) with { Traits = Traits() }, Home(60) with { Network = 9, Client = client, Traits = ClientTraits.Of(languages, languages, 0, false, Key) }).Count);

    [Fact]
    public void Other_languages_in_the_same_network_are_nothing() =>
        Assert.Empty(Raised(Home(0) with { Traits = Traits() }, Home(60) with { Traits = Traits(languages: 8) }));

    [Fact]
    public void What_a_proxy_changes_is_no_other_browser() =>
        Assert.Empty(Raised(Home(0) with { Traits = Traits() }, Home(60) with { Network = 9, Traits = Traits(connection: 8) }, Home(90) with { Traits = Traits() }));

    [Theory]
    [InlineData(3, 20, Severity.Low)] // minutes would be a person who moves
    [InlineData(2, 20, null)]
    [InlineData(3, 61, null)]
    public void One_client_that_alternates_between_two_networks_within_seconds(int returns, int between, Severity? expected) =>
        Assert.Equal(expected, Highest(Alternating(returns, between)));

    [Fact]
    public void Alternation_between_an_IPv4_and_an_IPv6_address_is_one_device() => Assert.Null(Highest(Alternating(10, 5, Traits(isIPv6: true))));

    [Fact]
    public void Alternation_between_many_networks_is_a_carrier() =>
        Assert.Null(Highest([.. Enumerable.Range(0, 30).Select(i => Home(2 * i) with { Network = (ulong)(100 + (i % 3)), Traits = Traits() })]));

    [Fact]
    public void A_phone_that_moves_through_networks_is_silent() =>
        Assert.Null(Highest([.. Enumerable.Range(0, 40).Select(i => Home(15 * i) with { Network = (ulong)(100 + (i / 4)), Traits = Traits() })]));

    [Fact]
    public void Passive_requests_are_no_alternation() =>
        Assert.Null(Highest([.. Alternating(10, 5).Select(e => e.Network == 9 ? e.With(EventFlags.Passive) : e)]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Alternation_between_two_countries_is_worse_unless_one_is_a_relay(bool isRelay)
    {
        var (here, there) = (PlaceCode.Of(CountryCode.Of("DE"), null, null, false), PlaceCode.Of(CountryCode.Of("BR"), null, null, isRelay));
        Assert.Equal(
            isRelay ? null : Severity.Medium,
            Highest([.. Alternating(3, 10, Traits(isIPv6: true)).Select(e => e with { Place = e.Network == 9 ? there : here })]));
    }

    [Fact]
    public void Alternation_of_connections_that_differ_is_worse() => Assert.Equal(Severity.Medium, Highest(Alternating(3, 10, Traits(connection: 8))));

    [Theory]
    [InlineData(77, Severity.Medium)]
    [InlineData(9, Severity.High)]
    public void A_refused_proof_of_the_device_is_reported_and_worse_from_another_network(ulong network, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Raised(Home(0) with { Network = 77 }, Home(60).With(EventFlags.DeviceProofRefused) with { Network = network })).Severity);

    [Fact]
    public void A_worker_that_takes_over_in_between_is_as_certain()
    {
        var run = new FoldRun(restarting: true).Live(Home(0), Away(60), Home(90));
        Assert.Equal(Severity.High, run.Alerts[^1].Alert.Finding.Severity);
    }

    private static RequestEvent Home(double at) => Page(at, "/") with { KeyKind = KeyKind.Cookie };

    private static ClientTraits Traits(uint languages = 1, uint hints = 2, uint connection = 3, bool isIPv6 = false, uint key = Key) =>
        ClientTraits.Of(languages, hints, connection, isIPv6, key);

    // The home network, the other one, and back; the number of seconds is that between two returns.
    private static RequestEvent[] Alternating(int returns, int between, ClientTraits? other = null) =>
    [
        Home(0) with { Traits = Traits() },
        .. Enumerable.Range(1, returns).SelectMany(i => new[]
        {
            Home((i * between) - 1) with { Network = 9, Traits = other ?? Traits() },
            Home(i * between) with { Traits = Traits() },
        }),
    ];

    private static Severity? Highest(params RequestEvent[] events) => Raised(events) is { Count: > 0 } raised ? raised.Max(f => f.Severity) : null;

    private static RequestEvent File(double at, string client) =>
        Home(at) with { Flags = EventFlags.None, Network = 4711, Agent = 99, Client = client };

    private static RequestEvent Away(double at) => Home(at) with { Network = 4711, Agent = 99, Client = "Firefox 140, Linux, desktop" };

    private static List<Finding> Raised(params RequestEvent[] events) => [.. new FoldRun().Live(events).Until(10_000).Raised];
}
