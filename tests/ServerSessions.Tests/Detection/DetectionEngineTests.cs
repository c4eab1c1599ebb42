using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection;

public class DetectionEngineTests
{
    [Fact]
    public void One_alert_an_hour_and_more_evidence_joins_it()
    {
        var run = Run(Raising()).Live(Page(0, "/a"), Page(10, "/b"), Page(1_500, "/c"), Page(3_000, "/d"), Page(3_599.999999, "/e"), Page(3_600, "/f"));
        Assert.Equal([true, false, false, false, false, true], run.Alerts.Select(a => a.IsNew));
        Assert.Equal([1, 2, 3, 4, 5], run.Alerts.Take(5).Select(a => a.Alert.Finding.Count));
        Assert.Single(run.Alerts.Take(5).Select(a => a.Alert.Id).Distinct());
        Assert.NotEqual(run.Alerts[0].Alert.Id, run.Alerts[5].Alert.Id);
    }

    [Fact]
    public void An_alerts_id_is_derived_so_that_folding_again_gives_no_other() =>
        Assert.Equal(
            Run(Raising()).Live(Page(0, "/a")).Alerts.Single().Alert.Id,
            Run(Raising()).Live(Page(0, "/a")).Alerts.Single().Alert.Id);

    [Fact]
    public void Other_subjects_have_alerts_of_their_own() =>
        Assert.Equal(2, Run(Raising()).Live(Page(0, "/a"), Page(1, "/a", visitor: 2)).Raised.Count());

    [Fact]
    public void An_Info_finding_is_not_sent_and_suppresses_nothing()
    {
        var run = Run(new ScriptedDetector("T1", ActorKind.Session, c =>
        {
            c.Memory.Add(c.Mark());
            c.Raise(c.Step == "GET /bad" ? Severity.Medium : Severity.Info, "so", [c.Mark()]);
        })).Live(Page(0, "/a"), Page(10, "/bad"), Page(20, "/a"));
        Assert.Equal([Severity.Medium], run.Raised.Select(f => f.Severity));
        Assert.Equal(2, run.End().Closed.Single().Findings.Count);
    }

    [Fact]
    public void A_rule_is_woken_at_its_requested_time_without_an_event()
    {
        var woken = new List<double>();
        var run = Run(new ScriptedDetector(
            "T1", ActorKind.Session, c => c.WakeAt(c.Now.AddSeconds(7)), c => woken.Add((c.Now - DateTimeOffset.FromUnixTimeMilliseconds(Zero / 1000)).TotalSeconds)));
        run.Live(Page(0, "/a")).Until(6.9);
        Assert.Empty(woken);
        run.Until(60);
        Assert.Equal([7.0], woken);
    }

    [Theory]
    [InlineData(ActorKind.Session)]
    [InlineData(ActorKind.Source)]
    public void A_rule_that_requests_a_past_time_whenever_it_is_woken_blocks_nothing(ActorKind subject)
    {
        var woken = 0;
        var run = Run(new ScriptedDetector(
            "T1", subject, c => c.WakeAt(c.Now),
            c =>
            {
                woken++;
                c.WakeAt(c.Now.AddDays(-1));
            }));
        run.Live(Page(0, "/a"), Page(1, "/b")).Until(1_900);
        Assert.Single(run.Closed);
        Assert.InRange(woken, 2, 20_000);
    }

    [Fact]
    public void A_rule_may_wait_longer_than_it_remembers()
    {
        var woken = 0;
        var run = Run(new ScriptedDetector(
            "T1", ActorKind.Source,
            c =>
            {
                c.Memory.Add(c.Mark());
                c.WakeAt(c.Now.AddHours(2));
            },
            _ => woken++, TimeSpan.FromMinutes(1)));
        run.Live(Page(0, "/a")).Until(7_300);
        Assert.Equal(1, woken);
        Assert.Equal(0, run.Fold.Count);
    }

    [Fact]
    public void What_a_rule_remembers_of_an_actor_is_forgotten_with_its_horizon()
    {
        var run = Run(new ScriptedDetector("T1", ActorKind.Source, c => c.Memory.Add(c.Mark())));
        for (var i = 0; i < 5_000; i++)
            run.Live(Page(i, "/a", visitor: i) with { Network = (ulong)i + 1 });
        Assert.InRange(run.Fold.Count, 3_600, 5_402);
        Assert.Equal(0, run.Until(5_000 + 3_601).Fold.Count);
    }

    [Fact]
    public void What_a_rule_remembers_is_bounded_by_its_capacity()
    {
        var run = Run(new ScriptedDetector("T1", ActorKind.Session, c => c.Memory.Add(c.Mark())));
        run.Live(Enumerable.Range(0, 100).Select(i => Page(i, "/a")));
        var marks = run.Fold.Session(Visitor(1))!.Detection.Memories["T1"].Marks;
        Assert.Equal((8, 92.0), (marks.Count, (marks[0].Time - DateTimeOffset.FromUnixTimeMilliseconds(Zero / 1000)).TotalSeconds));
    }

    [Theory]
    [InlineData(ActorKind.Session)]
    [InlineData(ActorKind.Source)]
    public void State_of_a_rule_that_is_switched_off_now_holds_nothing_up(ActorKind subject)
    {
        var rule = new ScriptedDetector("T1", subject, c =>
        {
            c.Memory.Add(c.Mark());
            c.WakeAt(c.Now.AddSeconds(5));
        });
        var before = Run(rule).Live(Page(0, "/a"), Page(1, "/b"));
        var options = new DetectionOptions { Modes = { ["t1"] = DetectionMode.Off } };
        var after = new FoldRun(options: options, detectors: [rule]);
        var pool = new StringPool();
        if (subject == ActorKind.Session)
        {
            var codec = new LiveSessionCodec(pool, _ => 8);
            after.Fold.Restore(codec.Decode(codec.Encode(before.Fold.Session(Visitor(1))!)));
        }
        else
        {
            var codec = new LiveActorCodec(pool, _ => 8);
            after.Fold.Restore(subject, codec.Decode(codec.Encode(before.Fold.Actor(new(subject, new Pseudonym(77, 5)))!)));
        }

        Assert.Equal(0, after.Until(90_000).Fold.Count);
    }

    [Fact]
    public void A_rule_receives_each_alert_of_another_about_the_same_subject_once()
    {
        var heard = new List<(string?, string)>();
        var run = new FoldRun(detectors: [Raising(), new ScriptedDetector("T2", ActorKind.Session, c => heard.Add((c.Heard, c.Step)), hears: ["T1"])]);
        run.Live(Page(0, "/a"), Page(10, "/b"));
        Assert.Equal([("T1", "GET /a"), (null, "GET /a"), (null, "GET /b")], heard);
    }

    [Fact]
    public void Rules_that_receive_each_others_findings_terminate()
    {
        ScriptedDetector Answering(string id, string other) => new(id, ActorKind.Session, c =>
        {
            c.Memory.Add(c.Mark());
            c.Raise(Severity.Low, "so", [c.Mark()]);
        }, hears: [other]);
        var run = new FoldRun(detectors: [Answering("T1", "T2"), Answering("T2", "T1")]).Live(Page(0, "/a"));
        Assert.Equal(["T1", "T2"], run.Raised.Select(f => f.Rule).Order());
    }

    [Fact]
    public void A_finding_sent_to_another_subject_arrives_once_and_only_at_rules_that_subscribe()
    {
        var heard = new List<(string?, double, ulong)>();
        var user = new Pseudonym(0x05E4, 1);
        var telling = new ScriptedDetector("T1", ActorKind.Source, c =>
        {
            c.Memory.Add(c.Mark());
            c.Raise(Severity.Low, "so", [c.Mark()]);
            c.Tell(ActorKind.User, user, c.Memory.Marks[0]);
        });
        var hearing = new ScriptedDetector("T2", ActorKind.User, c => heard.Add((c.Heard, (c.Now - c.HeardSince).TotalSeconds, c.Network)), hears: ["T1"]);
        var deaf = new ScriptedDetector("T3", ActorKind.User, c => Assert.Null(c.Heard));
        new FoldRun(detectors: [telling, hearing, deaf], restarting: true).Live(Page(0, "/a"), Page(10, "/b"));
        Assert.Equal([("T1", 0.0, 77ul), ("T1", 10.0, 77ul)], heard.Where(h => h.Item1 is not null));
    }

    [Fact]
    public void A_finding_about_an_actor_is_kept_with_the_session_of_its_newest_evidence_while_that_is_open()
    {
        var blaming = new ScriptedDetector("T1", ActorKind.Source, c =>
        {
            c.Memory.Add(c.Mark());
            if (c.Step == "GET /bad")
                c.Raise(Severity.Low, "so", [.. c.Memory.Marks]);
        }, blames: true);
        var run = new FoldRun(detectors: [blaming]).Live(Page(0, "/a"), Page(1, "/a", visitor: 2), Page(2, "/bad", visitor: 2)).End();
        var kept = Assert.Single(run.Closed.Single(j => j.Key == Visitor(2)).Findings);
        Assert.Equal(("T1", ActorKind.Source, "GET /bad"), (kept.Rule, kept.Subject.Kind, Assert.Single(kept.Evidence).Step));
        Assert.Empty(run.Closed.Single(j => j.Key == Visitor(1)).Findings);
    }

    [Fact]
    public void A_rule_that_is_off_does_not_run_and_one_that_observes_is_marked()
    {
        var off = new DetectionOptions { Modes = { ["T1"] = DetectionMode.Off } };
        Assert.Empty(new FoldRun(options: off, detectors: [Raising()]).Live(Page(0, "/a")).Alerts);
        var observe = new DetectionOptions { Modes = { ["t1"] = DetectionMode.Observe } };
        Assert.Equal(DetectionMode.Observe, new FoldRun(options: observe, detectors: [Raising()]).Live(Page(0, "/a")).Alerts.Single().Mode);
    }

    [Fact]
    public void A_mode_for_an_unknown_rule_says_which_rules_there_are()
    {
        var options = new DetectionOptions { Modes = { ["D99"] = DetectionMode.Off } };
        var thrown = Assert.Throws<InvalidOperationException>(() => new DetectionEngine(BuiltInRules.All(options), options));
        Assert.Contains("\"D99\"", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", BuiltInRules.All(options).Select(d => d.Info.Id)), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rules_of_one_id_are_refused_by_name()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => new DetectionEngine([Raising(), Raising()], new DetectionOptions()));
        Assert.Contains("\"T1\"", thrown.Message, StringComparison.Ordinal);
    }

    private static ScriptedDetector Raising() => new("T1", ActorKind.Session, c =>
    {
        c.Memory.Add(c.Mark());
        c.Raise(Severity.Low, "so", [c.Mark()]);
    });

    private static FoldRun Run(ISessionDetector detector) => new(detectors: [detector]);
}
