using ServerSessions.Journeys;
using ServerSessions.Journeys.Actors;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>A flood of sources or of account names takes a bounded place, and blinds no rule to what others do.</summary>
public class LiveActorsTests
{
    private const int Room = 128;
    private const int Share = Room / 16;

    private static readonly JourneySettings Tight = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], []) { Flood = FloodLimits.None with { Sources = Room } };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(40, 1)]
    public void Invented_names_hide_no_account_that_is_guessed(int networks, int attempts)
    {
        var flood = Enumerable.Range(0, 6_000).Select(i => Login(i, 10_000 + (i / attempts), network: 1_000 + (ulong)(i / attempts % networks), agent: 9));
        var guessed = Enumerable.Range(0, 10).Select(i => Login(3_000 + (i * 20), 1, network: 77));
        var success = Login(3_210, 1, succeeds: true, network: 78);
        var run = new FoldRun(Tight).Live([.. flood.Concat(guessed).Append(success).OrderBy(e => e.Time)]);
        var account = new Pseudonym(0xACC0, 2).ToString();
        Assert.Equal(["D2", "D3"], run.Raised.Where(f => f.Subject.Hash == account).Select(f => f.Rule).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void Networks_in_which_accounts_have_signed_in_are_remembered_whatever_names_are_invented(int networks)
    {
        var known = Enumerable.Range(0, 300).Select(i => Login(i, i, succeeds: true, network: 77)).ToArray();
        var run = new FoldRun(Tight).Live([.. known, .. Enumerable.Range(0, 6_000).Select(i => Login(10_000 + i, 10_000 + i, network: 1_000 + (ulong)(i % networks)))]);
        Assert.All(Enumerable.Range(0, 300), i => Assert.Single(Account(run, i)!.Detection.Memories["D1"].Marks));
    }

    [Fact]
    public void However_many_names_are_tried_no_more_than_the_limit_are_remembered()
    {
        var run = new FoldRun(Tight).Live(Enumerable.Range(0, 5_000).Select(i => Login(i, i, network: (ulong)i + 1)));
        Assert.InRange(Enumerable.Range(0, 5_000).Count(i => Account(run, i) is not null), Room / 2, Room);
    }

    [Fact]
    public void A_network_that_took_the_room_while_it_was_empty_makes_place_for_others_down_to_its_share()
    {
        var run = new FoldRun(Tight).Live(Enumerable.Range(0, Room).Select(i => Login(i, i, network: 1)));
        run.Live(Enumerable.Range(0, 100).Select(i => Login(200 + i, 1_000 + i, network: 1_000 + (ulong)i)));
        Assert.All(Enumerable.Range(0, 100), i => Assert.NotNull(Account(run, 1_000 + i)));
        Assert.InRange(Enumerable.Range(0, Room).Count(i => Account(run, i) is not null), Share, Room - 100);
    }

    [Fact]
    public void User_agents_of_one_network_push_out_no_other_source_and_are_found_together()
    {
        RequestEvent Flood(int i) => Post(i / 10.0, "/sign-up", 100 + i).With(EventFlags.FirstContact | EventFlags.TrapField) with { Network = 5, Agent = (ulong)i + 1 };
        RequestEvent Probe(int i) => Unknown((i * 30) + 0.05, i, probe: "/.env", network: 6, agent: 1, visitor: 1);
        var run = new FoldRun(Tight).Live([.. Enumerable.Range(0, 2_000).Select(Flood).Concat(Enumerable.Range(0, 5).Select(Probe)).OrderBy(e => e.Time)]);
        Assert.Contains(run.Raised, f => f is { Rule: "D13", Subject.Kind: ActorKind.Source } && f.Subject.Hash == new Pseudonym(6, 1).ToString());
        var together = run.Alerts.Select(a => a.Alert.Finding).Last(f => f.Rule == "D12");
        Assert.Equal((new Pseudonym(5, 0).ToString(), true), (together.Subject.Hash, together.Count > 500));
    }

    [Fact]
    public void A_finding_about_the_source_of_induced_requests_has_its_place_when_the_room_is_full()
    {
        var run = new FoldRun(Tight).Live(Enumerable.Range(0, 2_000).Select(i => Login(i / 10.0, i, network: 5, agent: (ulong)i + 1)));
        run.Live(Page(300, "/wp-login.php", 7).With(EventFlags.Trap | EventFlags.Induced) with { Network = 9, Agent = 9 });
        Assert.Contains(run.Raised, f => f.Rule == "D12" && f.Subject.Hash == new Pseudonym(9, 9).ToString());
    }

    [Fact]
    public void An_actor_given_up_with_evidence_is_counted_and_one_with_a_single_event_is_not()
    {
        Assert.Equal(0, new FoldRun(Tight).Live(Enumerable.Range(0, 3_000).Select(i => Login(i / 10.0, i, network: (ulong)i + 1))).Unremembered);
        Assert.InRange(new FoldRun(Tight).Live(Enumerable.Range(0, 3_000).Select(i => Login(i / 10.0, i / 3, network: (ulong)(i / 3) + 1))).Unremembered, 500, 3_000);
    }

    [Fact]
    public void Another_worker_gives_up_the_same_actors()
    {
        var events = Enumerable.Range(0, 300).Select(i => Login(i, i / 2, network: (ulong)(i % 20) + 1, succeeds: i % 7 == 0)).ToArray();
        var (one, other) = (new FoldRun(Tight).Live(events), new FoldRun(Tight, restarting: true).Live(events));
        Assert.Equal(Enumerable.Range(0, 150).Where(i => Account(one, i) is not null), Enumerable.Range(0, 150).Where(i => Account(other, i) is not null));
        Assert.Equal(one.Unremembered, other.Unremembered);
    }

    private static LiveActor? Account(FoldRun run, int account) => run.Fold.Actor(new LiveKey(ActorKind.Account, new Pseudonym(0xACC0, (ulong)account + 1)));
}
