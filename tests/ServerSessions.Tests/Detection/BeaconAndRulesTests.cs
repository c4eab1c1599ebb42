using ServerSessions.Detection;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleReports;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection;

/// <summary>A client writes its own reports: they must not help it with any rule.</summary>
public class BeaconAndRulesTests
{
    [Fact]
    public void Every_finding_is_the_same_with_reports_between_all_events()
    {
        RequestEvent[] events = [.. Attacks().OrderBy(e => e.Time)];
        var without = new FoldRun().Live(events).End();
        var with = new FoldRun();
        foreach (var e in events)
            with.Live(e).Live(Forged(e));
        with.End();
        Assert.True(without.Raised.Select(f => f.Rule).Distinct().Count() >= 5, string.Join(' ', without.Raised.Select(f => f.Rule).Distinct()));
        Assert.Equal(without.Alerts.Select(Text), with.Alerts.Select(Text));
    }

    [Fact]
    public void No_rule_is_shown_a_report()
    {
        var shown = new List<string>();
        ISessionDetector[] rules =
        [
            .. Enum.GetValues<ActorKind>().Select(kind => new ScriptedDetector($"X{(int)kind}", kind, c => shown.Add(c.Step), concerns: c =>
            {
                shown.Add(c.Step);
                return true;
            })),
        ];
        var run = new FoldRun(detectors: rules).Live(Page(0, "/a"));
        Assert.NotEmpty(shown);
        shown.Clear();
        run.Live(Forged(Page(0, "/a")));
        Assert.Empty(shown);
    }

    [Fact]
    public void All_that_rules_can_read_of_a_session_is_the_same_before_and_after_reports()
    {
        var run = new FoldRun().Live(Page(0, "/a").From(1), Post(2, "/pay", outcome: Outcome.Invalid).From(1), Page(4, "/b").From(1));
        ISessionView session = run.Fold.Session(Visitor(1))!;
        var before = View(session);
        run.Live(Forged(Page(4, "/b")));
        Assert.Equal(before, View(session));
        // And it stays so when another worker goes on.
        var codec = new LiveSessionCodec(new StringPool(), _ => 32);
        Assert.Equal(before, View(codec.Decode(codec.Encode(run.Fold.Session(Visitor(1))!))));
    }

    private static string View(ISessionView view) =>
        string.Join('\n', typeof(ISessionView).GetProperties().Select(p => $"{p.Name}: {p.GetValue(view)}"))
        + string.Join('\n', Enumerable.Range(0, view.RecentCount).Select(i => $"{view.Recent(i)}")) + string.Join(' ', view.RecentSteps(64))
        + view.Reached("GET /pay", long.MaxValue) + view.ReachedBefore("GET /pay") + view.Reached("POST /pay", long.MaxValue) + view.Remembers("D1");

    // Pages that would excuse what follows, steps that were never taken, time that was never spent.
    private static RequestEvent[] Forged(RequestEvent e)
    {
        var at = (e.Time - Zero) / 1e6;
        return
        [
            Report(at, page: at, visible: 3_600, depth: 100, clicks: [ClickKind.Click]) with { Key = e.Key },
            Report(at, page: at, view: 1, step: "GET /pay", began: at) with { Key = e.Key },
            Report(at, page: at, view: 2, step: "POST /pay", began: at) with { Key = e.Key, User = e.User, Network = 99, Agent = 98 },
        ];
    }

    private static IEnumerable<RequestEvent> Attacks()
    {
        for (var i = 0; i < 40; i++)
            yield return Login(i * 2, account: 1, visitor: 100, network: 200);
        for (var i = 0; i < 40; i++)
            yield return Login(i * 2, account: 10 + i, visitor: 101, network: 201);
        for (var i = 0; i < 40; i++)
            yield return Unknown(i, i, probe: i % 2 == 0 ? "/.env" : null, visitor: 102, network: 202);
        for (var i = 0; i < 300; i++)
            yield return Page(i * 0.2, $"/products/{{id}}", visitor: 103) with { Parameters = (ulong)i + 1, Network = 203 };
        for (var i = 0; i < 60; i++)
            yield return Page(i * 3, "/admin", visitor: 104, outcome: Outcome.Denied).From(7) with { Parameters = (ulong)i + 1, Network = 204, Detail = new EventDetail { Policy = "Admin", Object = (ulong)i + 1 } };
        yield return Page(1, "/trap", visitor: 105).With(EventFlags.Trap) with { Network = 205 };
        yield return Page(1, "/here", visitor: 106).From(9) with { Network = 206, Place = PlaceCode.Of(CountryCode.Of("DE"), 52, 13, isRelay: false), AuthSession = new Pseudonym(1, 1) };
        yield return Page(400, "/there", visitor: 107).From(9) with { Network = 207, Place = PlaceCode.Of(CountryCode.Of("AU"), -34, 151, isRelay: false), AuthSession = new Pseudonym(1, 2) };
    }

    private static string Text(DetectionResult result) =>
        $"{result.Alert.Finding.Rule} {result.Alert.Finding.Subject.Kind} {result.Alert.Finding.Subject.Hash} {result.Alert.Finding.Severity} {result.Alert.Finding.Count} {result.Alert.Finding.Reason} {result.IsNew}";
}
