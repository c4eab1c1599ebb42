using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.Requests;

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

    [Fact]
    public void A_worker_that_takes_over_in_between_is_as_certain()
    {
        var run = new FoldRun(restarting: true).Live(Home(0), Away(60), Home(90));
        Assert.Equal(Severity.High, run.Alerts[^1].Alert.Finding.Severity);
    }

    private static RequestEvent Home(double at) => Page(at, "/") with { KeyKind = KeyKind.Cookie };

    private static RequestEvent Away(double at) => Home(at) with { Network = 4711, Agent = 99, Client = "Firefox 140, Linux, desktop" };

    private static List<Finding> Raised(params RequestEvent[] events) => [.. new FoldRun().Live(events).Until(10_000).Raised];
}
