using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class ProbingTests
{
    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void Fifteen_distinct_unknown_paths_in_two_minutes_are_probing_and_fourteen_are_not(int paths, int alerts) =>
        Assert.Equal(alerts, Raised(Scan(paths)).Count);

    [Theory]
    [InlineData(120, 1)]
    [InlineData(120.000001, 0)]
    public void The_two_minutes_are_exact(double last, int alerts) =>
        Assert.Equal(alerts, Raised([.. Scan(14), Unknown(last, 14)]).Count);

    [Fact]
    public void The_same_path_again_is_no_other_path() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 500).Select(i => Unknown(i / 10.0, i % 14))]));

    [Fact]
    public void Who_asks_for_each_path_ten_times_is_seen_all_the_same() =>
        Assert.Single(Raised([.. Enumerable.Range(0, 400).Select(i => Unknown(i / 4.0, i / 10))]));

    [Fact]
    public void What_browsers_ask_for_by_themselves_does_not_count() =>
        Assert.Empty(Raised([.. Scan(100).Select(e => e.With(EventFlags.BrowserExtra))]));

    [Theory]
    [InlineData(EventFlags.SameOrigin)]
    [InlineData(EventFlags.Bot)]
    public void What_the_client_claims_spares_nothing(object flag) =>
        Assert.NotEmpty(Raised([.. Scan(100).Select(e => e.With((EventFlags)flag))]));

    [Fact]
    public void The_broken_links_of_a_page_that_the_server_showed_are_one_path() =>
        Assert.Empty(Raised([Page(0, "/"), .. Enumerable.Range(0, 60).Select(i => Unknown(1 + (i / 100.0), i))]));

    [Fact]
    public void Showing_pages_buys_a_scan_nothing_after_the_first() =>
        Assert.NotEmpty(Raised([Page(0, "/"), Unknown(1, 1), Page(20, "/"), .. Enumerable.Range(2, 30).Select(i => Unknown(21 + (i / 100.0), i))]));

    [Fact]
    public void Unknown_paths_that_a_fallback_answered_do_not_count() =>
        Assert.Empty(Raised([.. Scan(100).Select(e => e with { Outcome = Outcome.Ok })]));

    [Theory]
    [InlineData(4, 86_400, 0)]
    [InlineData(5, 86_400, 1)]
    [InlineData(5, 86_400.00001, 0)]
    public void Five_known_probes_in_a_day_are_probing(int probes, double within, int alerts) =>
        Assert.Equal(alerts, Raised([.. Enumerable.Range(0, probes).Select(i => Unknown(i * within / (probes - 1), i, probe: "wordpress"))]).Count);

    [Theory]
    [InlineData(EventFlags.SameOrigin)]
    [InlineData(EventFlags.Bot)]
    public void Neither_a_forged_referrer_nor_a_crawlers_name_excuses_known_probes(object flag) =>
        Assert.Single(Raised([.. Enumerable.Range(0, 5).Select(i => Unknown(i, i, probe: "wordpress").With((EventFlags)flag))]));

    [Fact]
    public void A_long_scan_does_not_push_out_the_probes_that_are_in_it()
    {
        var scan = Enumerable.Range(0, 2_000).Select(i => Unknown(i, i, probe: i % 400 == 0 ? "environment file" : null)).ToArray();
        var run = new FoldRun().Live(scan);
        Assert.Contains(run.Alerts, a => a.Alert.Finding.Severity == Severity.High);
        Assert.InRange(run.Fold.Actor(new(ActorKind.Source, new Pseudonym(77, 5)))!.Detection.Memories["D13"].Marks.Count, 20, 128);
    }

    [Fact]
    public void One_of_the_two_signs_alone_is_never_high()
    {
        Assert.All(Raised(Scan(60)), f => Assert.Equal(Severity.Medium, f.Severity));
        Assert.All(Raised([.. Enumerable.Range(0, 10).Select(i => Unknown(i, i, probe: "x"))]), f => Assert.Equal(Severity.Medium, f.Severity));
    }

    [Fact]
    public void Rotating_user_agents_are_seen_by_their_network_and_one_agent_is_told_once()
    {
        Assert.Equal([ActorKind.Network], Raised([.. Scan(30).Select((e, i) => e with { Agent = (ulong)i })]).Select(f => f.Subject.Kind));
        Assert.Equal([ActorKind.Source], Raised(Scan(30)).Select(f => f.Subject.Kind));
    }

    private static RequestEvent[] Scan(int paths) => [.. Enumerable.Range(0, paths).Select(i => Unknown(i / 2.0, i))];

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).Until(200_000).Raised];
}
