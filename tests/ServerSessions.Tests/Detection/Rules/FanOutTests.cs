using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class FanOutTests
{
    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public void Five_users_on_one_device_are_a_finding_and_four_are_not(int users, int alerts) =>
        Assert.Equal(alerts, Raised([.. Enumerable.Range(0, users).Select(i => Page(i * 600, "/in").From(i))]).Count);

    [Theory]
    [InlineData(3_600, 1)]
    [InlineData(3_600.001, 0)]
    public void They_sign_in_within_an_hour(double last, int alerts) =>
        Assert.Equal(alerts, Raised([.. Enumerable.Range(0, 4).Select(i => Page(i * 600, "/in").From(i)), Page(last, "/in").From(4)]).Count);

    [Fact]
    public void One_user_who_signs_in_again_and_again_is_one() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 50).Select(i => Page(i * 60, "/in").From(i % 2))]));

    [Theory]
    [InlineData(4, 3, 0)]
    [InlineData(5, 2, 0)]
    [InlineData(5, 3, 1)]
    public void Five_parallel_sessions_of_one_user_in_three_networks_are_many(int sessions, int networks, int alerts) =>
        Assert.Equal(alerts, Raised([.. Enumerable.Range(0, sessions).Select(i => Of(i * 60, visitor: i, network: (ulong)(i % networks) + 1))]).Count);

    [Fact]
    public void Sessions_one_after_another_are_not_parallel() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 20).Select(i => Of(i * 301, visitor: i, network: (ulong)i + 1))]));

    [Fact]
    public void Four_devices_of_which_one_moves_are_four() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 3).Select(i => Of(i, visitor: i)), .. Enumerable.Range(0, 30).Select(i => Of(10 + i, visitor: 8, network: (ulong)i + 1))]));

    [Theory]
    [InlineData(59, 0)]
    [InlineData(60, 1)]
    public void Sixty_sessions_in_a_minute_that_never_come_back_are_a_flood(int opened, int alerts) =>
        Assert.Equal(alerts, Raised(Opening(opened)).Count);

    [Fact]
    public void A_client_that_claims_to_come_from_another_site_is_counted_all_the_same() =>
        Assert.Single(Raised([.. Opening(60).Select(e => e with { KeyKind = KeyKind.CrossSite })]));

    [Theory]
    [InlineData(6, 1)]
    [InlineData(7, 0)]
    public void Nine_of_ten_never_return_the_cookie(int returned, int alerts) =>
        Assert.Equal(alerts, Raised([.. Opening(60), .. Enumerable.Range(0, returned).Select(i => Page(100 + i, "/next", visitor: 1_000 + i))]).Count);

    [Fact]
    public void A_flood_is_reported_when_its_clients_have_had_five_minutes()
    {
        var run = new FoldRun().Live(Opening(60)).Until(359.9);
        Assert.Empty(run.Raised);
        var finding = Assert.Single(run.Until(360).Raised);
        Assert.Equal("One source opened 60 sessions in a minute, and 100 % of them never returned the cookie within 5 minutes.", finding.Reason);
    }

    [Theory]
    [InlineData(0, 1)] // opened in the minute before the flood's
    [InlineData(120, 1)] // and after it
    [InlineData(180, 0)]
    public void A_minute_beside_a_flood_belongs_to_it(double at, int joined)
    {
        var finding = Assert.Single(Raised([.. Enumerable.Range(0, 20).Select(i => Opened(at + i, 500 + i)).Concat(Enumerable.Range(0, 60).Select(i => Opened(60 + (i * 0.5), i))).OrderBy(e => e.Time)], grown: true));
        Assert.Equal(1 + joined, finding.Evidence.Count);
        Assert.Contains("60 sessions opened in this minute, 0 came back", finding.Evidence.Select(e => e.Detail));
        Assert.StartsWith("One source opened 60 sessions in a minute", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_that_return_when_their_minute_was_judged_change_nothing()
    {
        var events = Opening(60).Concat(Enumerable.Range(0, 30).Select(i => Page(370 + i, "/next", visitor: 1_000 + i)));
        var finding = Assert.Single(Raised([.. events, .. Enumerable.Range(0, 20).Select(i => Opened(60 + i, 500 + i))], grown: true));
        Assert.Equal("60 sessions opened in this minute, 0 came back", finding.Evidence[0].Detail);
    }

    [Fact]
    public void However_great_the_flood_little_is_remembered()
    {
        var run = new FoldRun().Live(Enumerable.Range(0, 20_000).Select(i => Opened(i / 20.0, i)));
        Assert.InRange(run.Fold.Actor(new(ActorKind.Source, new Pseudonym(77, 5)))!.Detection.Memories["D18"].Marks.Count, 1, 8);
    }

    private static RequestEvent Of(double at, int visitor, ulong network = 77) =>
        Page(at, "/account", visitor) with { User = new Pseudonym(0x05E4, 1), Network = network };

    private static RequestEvent[] Opening(int sessions) => [.. Enumerable.Range(0, sessions).Select(i => Opened(i * 0.5, i))];

    private static RequestEvent Opened(double at, int number) => Page(at, "/", visitor: 1_000 + number).With(EventFlags.FirstContact);

    private static List<Finding> Raised(RequestEvent[] events, bool grown = false)
    {
        var run = new FoldRun().Live(events.OrderBy(e => e.Time)).End();
        return [.. (grown ? run.Alerts.Select(a => a.Alert.Finding).GroupBy(f => (f.Rule, f.Subject, f.Raised)).Select(g => g.Last()) : run.Raised).Where(f => f.Rule == "D18")];
    }
}
