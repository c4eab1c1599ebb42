using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Actors;
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
    public void A_client_that_requests_each_path_ten_times_is_found_all_the_same() =>
        Assert.Single(Raised([.. Enumerable.Range(0, 400).Select(i => Unknown(i / 4.0, i / 10))]));

    [Fact]
    public void Requests_that_browsers_make_by_themselves_do_not_count() =>
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
    public void Colleagues_who_open_the_same_broken_page_meet_the_same_links() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 6).SelectMany(v => (RequestEvent[])[Page(v * 10, "/", visitor: v), .. Enumerable.Range(0, 40).Select(i => Unknown((v * 10) + 1 + (i / 100.0), i, visitor: v))])]));

    [Fact]
    public void Showing_pages_buys_a_scan_nothing_after_the_first() =>
        Assert.NotEmpty(Raised([Page(0, "/"), Unknown(1, 1), Page(20, "/"), .. Enumerable.Range(2, 30).Select(i => Unknown(21 + (i / 100.0), i))]));

    [Fact]
    public void A_page_excuses_no_more_than_64_paths() =>
        Assert.NotEmpty(Raised([Page(0, "/"), .. Enumerable.Range(0, 90).Select(i => Unknown(1 + (i / 100.0), i))]));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)] // and the visitor's own
    public void A_path_that_sessions_of_three_networks_reached_after_pages_is_a_broken_link(int networks, bool raised)
    {
        var earlier = Enumerable.Range(0, networks).SelectMany(n => Wander(n * 1_000, visitor: 100 + n, network: 500 + (ulong)n, every: 9));
        Assert.Equal(raised, Raised([.. earlier, .. Wander(10_000, visitor: 1, network: 77, every: 1)]).Exists(f => f.Subject.Hash == new Pseudonym(77, 5).ToString()));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(0, true)]
    public void While_a_backlog_is_folded_the_answer_about_broken_links_is_waited_for(int networks, bool raised)
    {
        var earlier = Enumerable.Range(0, networks).SelectMany(n => Wander(n * 1_000, visitor: 100 + n, network: 500 + (ulong)n, every: 9));
        var run = new FoldRun().Live(earlier).Behind(20_000, Wander(10_000, visitor: 1, network: 77, every: 1)).Until(30_032).Until(200_000);
        Assert.Equal(raised, run.Raised.Any(f => f.Subject.Hash == new Pseudonym(77, 5).ToString()));
    }

    [Fact]
    public void Three_networks_cannot_make_thousands_of_paths_broken_links()
    {
        const int Paths = 3_000;
        var vouched = Enumerable.Range(0, 3).SelectMany(n => Enumerable.Range(0, Paths).SelectMany(i =>
            (RequestEvent[])[.. i % 20 == 0 ? [Page((n * 4_000) + i, "/", 100 + n) with { Network = 500 + (ulong)n }] : Array.Empty<RequestEvent>(),
                Unknown((n * 4_000) + i + 0.5, i, network: 500 + (ulong)n, agent: (ulong)i, visitor: 100 + n)]));
        var scan = Enumerable.Range(0, 40).Select(i => Unknown(15_001 + i, (i * 71) % Paths, visitor: 1));
        var run = new FoldRun().Live([.. vouched, Page(15_000, "/", 1), .. scan]).Until(200_000);
        Assert.Contains(run.Raised, f => f.Subject.Hash == new Pseudonym(77, 5).ToString());
    }

    [Fact]
    public void One_missing_path_is_remembered_for_minutes_and_named_probes_for_a_day()
    {
        LiveActor? Of(FoldRun run) => run.Fold.Actor(new(ActorKind.Source, new Pseudonym(77, 5)));
        Assert.NotNull(Of(new FoldRun().Live(Unknown(0, 1)).Until(119)));
        Assert.Null(Of(new FoldRun().Live(Unknown(0, 1)).Until(121)));
        Assert.Null(Of(new FoldRun().Live(Page(0, "/"), Unknown(1, 1), Unknown(2, 2)).Until(130)));
        Assert.NotNull(Of(new FoldRun().Live(Unknown(0, 1), Unknown(1, 2, probe: "/.env")).Until(86_000)));
    }

    [Fact]
    public void A_path_that_is_reached_without_pages_is_no_link()
    {
        var earlier = Enumerable.Range(0, 9).SelectMany(n => Wander(n * 1_000, visitor: 100 + n, network: 500 + (ulong)n, every: 9).Skip(1));
        Assert.NotEmpty(Raised([.. earlier, .. Wander(10_000, visitor: 1, network: 77, every: 1)]));
    }

    [Fact]
    public void A_page_that_was_sent_more_than_ten_minutes_before_leads_nowhere() =>
        Assert.NotEmpty(Raised([.. Enumerable.Range(0, 9).SelectMany(n => Wander(n * 1_000, visitor: 100 + n, network: 500 + (ulong)n, every: 9)),
            Page(20_000, "/"), .. Enumerable.Range(0, 20).Select(i => Unknown(20_601 + i, i))]));

    [Fact]
    public void Named_probes_are_never_forgiven()
    {
        var earlier = Enumerable.Range(0, 5).SelectMany(n => Wander(n * 1_000, visitor: 100 + n, network: 500 + (ulong)n, every: 9, probe: "/.env"));
        Assert.Contains(Raised([.. earlier, .. Wander(10_000, visitor: 1, network: 77, every: 1, probe: "/.env")]), f => f.Subject.Hash == new Pseudonym(77, 5).ToString());
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void Files_of_other_technologies_are_weak_fifteen_in_a_day_are_probing_and_fourteen_are_not(int files, int alerts)
    {
        var findings = Raised([.. Enumerable.Range(0, files).Select(i => Unknown(i * 1_000, i, probe: "*.php"))]);
        Assert.Equal(alerts, findings.Count);
        Assert.All(findings, f => Assert.Equal(Severity.Medium, f.Severity));
    }

    [Fact]
    public void One_named_path_that_is_opened_often_is_one() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 50).Select(i => Unknown(i * 60, 1, probe: "/wp-login.php"))]));

    [Fact]
    public void Attacks_in_the_query_of_one_page_are_as_many_as_there_are_values()
    {
        RequestEvent Attack(int i, ulong value) => Page(i, "/search") with { Path = 3, Parameters = value, Detail = new EventDetail { Probe = "SQL in query" } };
        Assert.Single(Raised([.. Enumerable.Range(0, 5).Select(i => Attack(i, (ulong)i + 1))]));
        Assert.Empty(Raised([.. Enumerable.Range(0, 50).Select(i => Attack(i, 1))]));
    }

    [Fact]
    public void So_are_attacks_in_the_query_of_a_path_that_does_not_exist()
    {
        RequestEvent Attack(int i, ulong value) => Unknown(i, 1, probe: "SQL in query") with { Parameters = value };
        Assert.Single(Raised([.. Enumerable.Range(0, 5).Select(i => Attack(i, (ulong)i + 1))]));
        Assert.Empty(Raised([.. Enumerable.Range(0, 50).Select(i => Attack(i, 1))]));
    }

    [Fact]
    public void A_count_that_reaches_its_capacity_is_reported_as_at_least()
    {
        var findings = new FoldRun().Live(Enumerable.Range(0, 300).Select(i => Unknown(i / 10.0, i, probe: "/.env"))).Alerts;
        Assert.Contains("At least 32 distinct requests that only scanners make", findings[^1].Alert.Finding.Reason, StringComparison.Ordinal);
    }

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
        Assert.Contains(run.Alerts, a => a.Alert.Finding.Measures.Any(m => m is { Name: "distinct known probes", Value: 5 }));
        Assert.InRange(run.Fold.Actor(new(ActorKind.Source, new Pseudonym(77, 5)))!.Detection.Memories["D13"].Marks.Count, 5, 200);
    }

    [Fact]
    public void Both_conditions_are_met_by_the_same_requests_and_are_one_signal()
    {
        Assert.All(Raised(Scan(60)), f => Assert.Equal(Severity.Medium, f.Severity));
        Assert.All(new FoldRun().Live(Enumerable.Range(0, 60).Select(i => Unknown(i, i, probe: "x"))).Alerts, a => Assert.Equal(Severity.Medium, a.Alert.Finding.Severity));
    }

    [Fact]
    public void Named_probes_and_another_rule_are_high()
    {
        var stuffing = Enumerable.Range(0, 30).Select(i => Login(i, i)).ToArray();
        var probes = Enumerable.Range(0, 5).Select(i => Unknown(3_000 + i, i, probe: "/.env")).ToArray();
        Assert.Equal(Severity.High, new FoldRun().Live([.. stuffing, .. probes]).Alerts.Last(a => a.Alert.Finding.Rule == "D13").Alert.Finding.Severity);
        // Unnamed paths are never High.
        Assert.All(new FoldRun().Live([.. stuffing, .. Scan(30).Select(e => e with { Time = e.Time + 3_000_000_000 })]).Alerts.Where(a => a.Alert.Finding.Rule == "D13"), a => Assert.Equal(Severity.Medium, a.Alert.Finding.Severity));
    }

    [Fact]
    public void A_trap_on_the_list_is_one_signal_in_two_rules()
    {
        RequestEvent Probe(int i) => (Unknown(i, i, probe: "/wp-login.php") with { Key = Visitor(i) }).With(EventFlags.FirstContact | (i == 0 ? EventFlags.Trap : 0));
        var alerts = new FoldRun().Live(Enumerable.Range(0, 6).Select(Probe)).Alerts;
        Assert.Contains(alerts, a => a.Alert.Finding.Rule == "D12");
        Assert.All(alerts.Where(a => a.Alert.Finding.Rule == "D13"), a => Assert.Equal(Severity.Medium, a.Alert.Finding.Severity));
    }

    [Fact]
    public void A_flood_of_paths_after_pages_takes_bounded_memory()
    {
        var run = new FoldRun().Live([Page(0, "/"), .. Enumerable.Range(0, 4_000).Select(i => Unknown(1 + (i / 10.0), i))]);
        Assert.InRange(Enumerable.Range(0, 256).Sum(i => run.Fold.Actor(new(ActorKind.Endpoint, ServerSessions.Detection.Rules.MissingPaths.MemoryOf((ulong)i)))?.Detection.Memories["D13"].Marks.Count ?? 0), 1, 256 * 16);
    }

    [Fact]
    public void Rotating_user_agents_are_seen_by_their_network_and_one_agent_is_reported_once()
    {
        Assert.Equal([ActorKind.Network], Raised([.. Scan(30).Select((e, i) => e with { Agent = (ulong)i })]).Select(f => f.Subject.Kind));
        Assert.Equal([ActorKind.Source], Raised(Scan(30)).Select(f => f.Subject.Kind));
    }

    [Theory]
    [InlineData(0)] // each reader opens dead links of its own
    [InlineData(1)] // the scan has tried them before
    public void A_reader_with_dead_links_behind_the_address_and_agent_of_a_scan_is_neither_its_evidence_nor_answered(int offset)
    {
        const int Reader = 2, Scanner = 1;
        var run = Enforced().Live([
            .. Scan(15), Page(8, "/", Reader), .. Enumerable.Range(0, 3).Select(i => Unknown(14 + (6 * i), offset == 0 ? 100 + i : i, visitor: Reader)),
            Unknown(40, 50, visitor: Scanner), Unknown(41, 51, visitor: Scanner)]).Until(200_000);
        Assert.Equal([Visitor(Scanner)], Answered(run));
        Assert.All(run.Alerts.Where(a => a.Alert.Finding.Rule == "D13"), a => Assert.DoesNotContain(a.Alert.Finding.Evidence, e => KeyOf(run, e.Session) == Visitor(Reader)));
    }

    [Fact]
    public void Dead_links_of_a_reader_that_complete_a_scan_count_for_the_source_and_the_reader_is_not_answered()
    {
        const int Reader = 2;
        var run = Enforced().Live([.. Scan(12), Page(8, "/", Reader), .. Enumerable.Range(0, 3).Select(i => Unknown(14 + (6 * i), 100 + i, visitor: Reader))]).Until(200_000);
        Assert.NotEmpty(run.Raised);
        Assert.DoesNotContain(Visitor(Reader), Answered(run));
    }

    [Fact]
    public void A_session_that_alone_requests_enough_unknown_paths_after_pages_is_answered() =>
        Assert.Equal([Visitor(1)], Answered(Enforced().Live([Page(0, "/"), .. Scan(20).Select(e => e with { Time = e.Time + 10_000_000 })]).Until(200_000)));

    [Fact]
    public void An_agent_that_is_found_alone_does_not_hide_what_the_network_spreads_over_others()
    {
        var found = Raised([.. Scan(30), .. Enumerable.Range(0, 30).Select(i => Unknown(20 + (i / 2.0), 100 + i, agent: 1_000 + (ulong)i, visitor: 50 + i))]);
        Assert.Equal([ActorKind.Source, ActorKind.Network], found.Select(f => f.Subject.Kind));
    }

    private static FoldRun Enforced() => new(options: new DetectionOptions { Modes = { ["D13"] = DetectionMode.Enforce } });

    private static List<Pseudonym> Answered(FoldRun run) =>
        [.. run.Alerts.Where(a => a.Alert.Finding.Rule == "D13").SelectMany(ResponseCandidates.Notices).Select(n => KeyOf(run, n.Session.ToString())).Distinct()];

    private static Pseudonym KeyOf(FoldRun run, string? session) => run.Closed.First(j => j.Id.ToString() == session).Key;

    // A page, and thirty links of it that lead nowhere.
    private static IEnumerable<RequestEvent> Wander(double at, int visitor, ulong network, double every, string? probe = null) =>
    [
        Page(at, "/", visitor) with { Network = network },
        .. Enumerable.Range(0, 30).Select(i => Unknown(at + 10 + (i * every), i, probe, network, visitor: visitor)),
    ];

    private static RequestEvent[] Scan(int paths) => [.. Enumerable.Range(0, paths).Select(i => Unknown(i / 2.0, i))];

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).Until(200_000).Raised];
}
