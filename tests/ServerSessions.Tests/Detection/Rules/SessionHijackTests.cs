using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class SessionHijackTests
{
    [Fact]
    public void Network_and_browser_changed_is_told_at_once()
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
    public void The_second_browser_is_told_once_however_long_it_goes_on()
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
    public void Who_names_itself_a_player_and_changes_something_or_is_shown_a_page_is_one()
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
    public void A_worker_that_takes_over_in_between_is_as_certain()
    {
        var run = new FoldRun(restarting: true).Live(Home(0), Away(60), Home(90));
        Assert.Equal(Severity.High, run.Alerts[^1].Alert.Finding.Severity);
    }

    private static RequestEvent Home(double at) => Page(at, "/") with { KeyKind = KeyKind.Cookie };

    private static RequestEvent File(double at, string client) =>
        Home(at) with { Flags = EventFlags.None, Network = 4711, Agent = 99, Client = client };

    private static RequestEvent Away(double at) => Home(at) with { Network = 4711, Agent = 99, Client = "Firefox 140, Linux, desktop" };

    private static List<Finding> Raised(params RequestEvent[] events) => [.. new FoldRun().Live(events).Until(10_000).Raised];
}
