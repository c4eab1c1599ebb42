using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection;

/// <summary>Each request of these attacks comes without a cookie, so it is a session of its own.</summary>
public class InvolvedSessionsTests
{
    public static TheoryData<string> Orders => ["as it happened", "partition after partition", "newest first"];

    [Theory]
    [InlineData("as it happened")]
    [InlineData("partition after partition")]
    [InlineData("newest first in each batch")]
    public void Every_session_of_two_thousand_tried_accounts_is_the_attackers(string order) =>
        AssertAttackers(2_000, order, i => Login(i * 0.3, i, visitor: i).With(EventFlags.FirstContact));

    [Theory]
    [MemberData(nameof(Orders))]
    public void Every_session_that_guesses_the_password_of_one_account_is_the_attackers(string order) =>
        AssertAttackers(300, order, i => Login(i, 1, visitor: i).With(EventFlags.FirstContact));

    [Theory]
    [MemberData(nameof(Orders))]
    public void Every_session_of_sixty_known_probes_is_the_attackers(string order) =>
        AssertAttackers(60, order, i => Unknown(i * 2, i, probe: "/.env", visitor: i));

    [Theory]
    [MemberData(nameof(Orders))]
    public void Every_session_of_six_hundred_unknown_paths_is_the_attackers(string order) =>
        AssertAttackers(600, order, i => Unknown(i, i, visitor: i));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_flood_sends_a_session_one_notice_for_each_alert_and_severity(bool isEachASession)
    {
        var run = new FoldRun(restarting: true);
        var events = Enumerable.Range(0, 120).Select(i => Login(i, i, visitor: isEachASession ? i : i % 2).With(EventFlags.FirstContact));
        var notices = new List<(SessionId, string, Severity)>();
        foreach (var e in events)
        {
            run.Live(e);
            notices.AddRange(run.Alerts.Where(a => a.Involved is not null).SelectMany(a => a.Involved!.Select(s => (s, a.Alert.Id, a.Alert.Finding.Severity))));
            run.Alerts.Clear();
        }

        Assert.Equal(notices.Distinct().Count(), notices.Count);
        Assert.InRange(notices.Count, isEachASession ? 120 : 2, isEachASession ? 240 : 8);
    }

    [Fact]
    public void A_success_from_the_source_of_an_attack_joins_no_finding()
    {
        var attack = Enumerable.Range(0, 400).Select(i => Login(i, i, visitor: i).With(EventFlags.FirstContact));
        var owner = Login(200.5, 5_000, succeeds: true, visitor: 5_000);
        var run = new FoldRun().Live(attack.Append(owner).OrderBy(e => e.Time)).End();
        var session = Assert.Single(run.Closed, j => j.Key == Visitor(5_000)).Id;
        var joined = run.Alerts.Where(a => a.Alert.Finding.Rule == "D1" && a.Involved is not null).SelectMany(a => a.Involved!).ToList();
        Assert.Contains(joined, s => s != session);
        Assert.DoesNotContain(session, joined);
    }

    private static void AssertAttackers(int sessions, string order, Func<int, RequestEvent> request)
    {
        var closed = new FoldRun().Add(InOrder(order, [.. Enumerable.Range(0, sessions).Select(request)])).End().Closed;
        Assert.Equal(sessions, closed.Count);
        Assert.Empty(closed.Where(j => j.Actor != SessionActor.Attacker).Select(j => j.Start));
    }

    private static IEnumerable<RequestEvent> InOrder(string order, RequestEvent[] events) => order switch
    {
        "as it happened" => events,
        "newest first in each batch" => events.Chunk(40).SelectMany(c => c.Reverse()),
        "partition after partition" => events.Chunk(80).SelectMany(c => c.Select((e, i) => (e, i)).OrderBy(x => x.i % 4).Select(x => x.e)),
        _ => events.Reverse(),
    };
}
