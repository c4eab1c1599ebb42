using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection;

/// <summary>Modes and suppressions that change while events are folded.</summary>
public class RunningRulesTests
{
    [Fact]
    public void A_rule_that_is_switched_off_finds_nothing_more_and_is_forgotten()
    {
        var run = new FoldRun().Live(Scan(0, 10));
        var actor = new LiveKey(ActorKind.Source, new Pseudonym(77, 5));
        Assert.True(run.Fold.Actor(actor)!.Detection.Memories.ContainsKey("D13"));
        run.Engine.Take(new Dictionary<string, DetectionMode> { ["D13"] = DetectionMode.Off }, [], Baselines.Empty);
        run.Live(Scan(10, 20)).Until(300_000);
        Assert.Empty(run.Raised);
        Assert.Null(run.Fold.Actor(actor));
    }

    [Fact]
    public void A_rule_that_waits_when_it_is_switched_off_holds_nothing_up()
    {
        var run = new FoldRun(catalog: Declared()).Live(Post(0, "/order"));
        Assert.NotNull(run.Fold.Session(Visitor(1))!.Detection.NextWake);
        run.Engine.Take(new Dictionary<string, DetectionMode> { ["D9"] = DetectionMode.Off }, [], Baselines.Empty);
        run.Until(200_000).End();
        Assert.Empty(run.Raised);
        Assert.Single(run.Closed);
    }

    [Fact]
    public void A_rule_switched_on_again_continues_and_the_mode_of_the_options_applies_until_one_is_set()
    {
        var run = new FoldRun();
        run.Engine.Take(new Dictionary<string, DetectionMode> { ["D13"] = DetectionMode.Off }, [], Baselines.Empty);
        Assert.Equal((DetectionMode.Off, DetectionMode.Alert), (run.Engine.ModeOf("D13"), run.Engine.ModeOf("D1")));
        run.Engine.Take(new Dictionary<string, DetectionMode>(), [], Baselines.Empty);
        Assert.Equal(DetectionMode.Alert, run.Engine.ModeOf("D13"));
        Assert.Single(run.Live(Scan(0, 20)).Raised);
    }

    [Fact]
    public void A_suppressed_subject_is_not_alerted_about_until_the_end_and_others_are()
    {
        var until = UnixTime.ToDate(At(3_600));
        var subject = new Pseudonym(77, 5).ToString();
        var run = new FoldRun(suppressions: [new Suppression("D13", ActorKind.Source, subject, until)]);
        run.Live([.. Scan(0, 20), .. Scan(100, 20, network: 78)]);
        Assert.Equal(78UL, Pseudonym.TryParse(Assert.Single(run.Raised).Subject.Hash, out var other) ? other.High : 0);
        Assert.Equal(1, run.Suppressed.Values.Sum());
        run.Live(Scan(8_000, 20));
        Assert.Equal(2, run.Raised.Count());
    }

    [Fact]
    public void A_contributing_rule_cannot_be_set_to_alert()
    {
        var engine = new DetectionEngine([new SequenceSurprise()], new DetectionOptions());
        engine.Take(new Dictionary<string, DetectionMode> { ["D19"] = DetectionMode.Alert }, [], Baselines.Empty);
        Assert.Equal(DetectionMode.Observe, engine.ModeOf("D19"));
    }

    private static RequestEvent[] Scan(double from, int paths, ulong network = 77) => [.. Enumerable.Range(0, paths).Select(i => Unknown(from + (i / 2.0), i, network: network))];

    private static EndpointCatalog Declared() => new("1", [new EndpointFacts("POST /order", HttpVerb.Post, "/order", ["POST /pay"], null, EventFlags.None, null)]);
}
