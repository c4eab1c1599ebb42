using ServerSessions.Insights;
using ServerSessions.Personalization.Nudges;

namespace ServerSessions.Tests.Personalization;

/// <summary>Triggers and caps as they are declared, each at its threshold.</summary>
public sealed class NudgeRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly Flow Checkout = new("checkout", ["cart", "address", "pay"]);

    [Fact]
    public void Repeated_failures_count_since_the_last_success_of_the_step()
    {
        var nudge = Rule(NudgeTrigger.RepeatedFailures, n => n.Step = "pay");
        Assert.False(IsMet(nudge, Failed("pay", 2)));
        Assert.True(IsMet(nudge, Failed("pay", 2), Ok("help"), Failed("pay", 1)));
        Assert.False(IsMet(nudge, Failed("pay", 3), Ok("pay"), Failed("pay", 2)));
        Assert.False(IsMet(nudge, Failed("address", 3)));
        var shown = Ok("pay") with { Kind = StepKind.Page };
        Assert.True(IsMet(nudge, shown, Failed("pay", 1), shown, Failed("pay", 1), shown, Failed("pay", 1), shown));
        Assert.True(IsMet(Rule(NudgeTrigger.RepeatedFailures), Failed("address", 3)));
    }

    [Fact]
    public void The_same_field_counts_over_steps()
    {
        var nudge = Rule(NudgeTrigger.FailingField);
        Assert.True(IsMet(nudge, Failed("a", 2, "Card.Number", "Card.Code"), Failed("b", 1, "Card.Number")));
        Assert.False(IsMet(nudge, Failed("a", 2, "Card.Number"), Failed("b", 1, "Card.Code")));
        Assert.False(IsMet(Rule(NudgeTrigger.FailingField, n => n.Field = "Card.Code"), Failed("a", 3, "Card.Number")));
    }

    [Fact]
    public void A_stall_and_inactivity_are_inside_an_unfinished_flow()
    {
        var slow = Ok("address") with { Dwell = TimeSpan.FromMinutes(2) };
        Assert.True(IsMet(Rule(NudgeTrigger.Stall), Ok("cart"), slow, Ok("address")));
        Assert.False(IsMet(Rule(NudgeTrigger.Stall), Ok("cart"), slow with { Dwell = TimeSpan.FromSeconds(119) }));
        Assert.False(IsMet(Rule(NudgeTrigger.Stall), Ok("cart"), Ok("help") with { Dwell = TimeSpan.FromHours(1) }));
        Assert.False(IsMet(Rule(NudgeTrigger.Stall), Ok("cart"), slow, Ok("pay")));

        Assert.True(NudgeTriggers.IsMet(Rule(NudgeTrigger.Inactivity), Journey([Ok("cart")]), FeatureMap.Empty, remembers: true, Now.AddMinutes(2)));
        Assert.False(NudgeTriggers.IsMet(Rule(NudgeTrigger.Inactivity), Journey([Ok("cart")]), FeatureMap.Empty, remembers: true, Now.AddSeconds(119)));
        Assert.False(NudgeTriggers.IsMet(Rule(NudgeTrigger.Inactivity), Journey([Ok("help")]), FeatureMap.Empty, remembers: true, Now.AddMinutes(5)));
        Assert.False(NudgeTriggers.IsMet(Rule(NudgeTrigger.Inactivity, n => n.Flow = "other"), Journey([Ok("cart")]), FeatureMap.Empty, remembers: true, Now.AddMinutes(5)));
    }

    [Fact]
    public void Backtracking_tasks_and_features()
    {
        Assert.True(NudgeTriggers.IsMet(Rule(NudgeTrigger.Backtracking), Journey([Ok("a")]) with { Friction = new Friction(1, 2, 0, 0, 0) }, FeatureMap.Empty, true, Now));
        Assert.False(NudgeTriggers.IsMet(Rule(NudgeTrigger.Backtracking), Journey([Ok("a")]) with { Friction = new Friction(1, 1, 9, 9, 9) }, FeatureMap.Empty, true, Now));
        var task = new UnfinishedTask("checkout", TaskKind.Flow, "cart", Now, IsOfThisSession: false);
        Assert.True(NudgeTriggers.IsMet(Rule(NudgeTrigger.UnfinishedTask), new LiveJourney { Unfinished = [task] }, FeatureMap.Empty, true, Now));
        Assert.False(NudgeTriggers.IsMet(Rule(NudgeTrigger.UnfinishedTask), new LiveJourney { Unfinished = [task with { IsOfThisSession = true }] }, FeatureMap.Empty, true, Now));
        Assert.False(NudgeTriggers.IsMet(Rule(NudgeTrigger.UnfinishedTask, n => n.Flow = "returns"), new LiveJourney { Unfinished = [task] }, FeatureMap.Empty, true, Now));
        var unused = Rule(NudgeTrigger.UnusedFeature, n => n.Feature = "wishlist");
        Assert.True(NudgeTriggers.IsMet(unused, new LiveJourney { RecentFeatures = [new("search", Now)] }, FeatureMap.Empty, true, Now));
        Assert.False(NudgeTriggers.IsMet(unused, new LiveJourney { RecentFeatures = [new("wishlist", Now)] }, FeatureMap.Empty, true, Now));
        Assert.False(NudgeTriggers.IsMet(unused, new LiveJourney(), FeatureMap.Empty, remembers: false, Now));
        Assert.False(NudgeTriggers.IsMet(unused, new LiveJourney { IsPartial = true }, FeatureMap.Empty, true, Now));
    }

    [Fact]
    public void The_audience_is_a_segment_of_people()
    {
        var mobile = Rule(NudgeTrigger.RepeatedFailures, n => n.Segment.Add("user:known"));
        var journey = Journey([Failed("pay", 3)]);
        Assert.False(NudgeTriggers.IsMet(mobile, journey, FeatureMap.Empty, true, Now));
        Assert.True(NudgeTriggers.IsMet(mobile, journey with { Source = journey.Source! with { User = new Pseudonym(1, 1) } }, FeatureMap.Empty, true, Now));
        Assert.False(NudgeTriggers.IsMet(Rule(NudgeTrigger.RepeatedFailures), journey with { Source = journey.Source! with { Actor = SessionActor.Attacker } }, FeatureMap.Empty, true, Now));
    }

    [Fact]
    public void Caps_hold_over_all_nudges_and_count_what_was_withheld()
    {
        var (options, one, two) = (new NudgeOptions { CoolDown = TimeSpan.Zero }, Rule(NudgeTrigger.Backtracking, n => n.Name = "one"), Rule(NudgeTrigger.Backtracking, n => n.Name = "two"));
        var session = Now.AddMinutes(-5);
        Assert.True(Shown(("two", -6)).Allows(one, options, Now, session));
        Assert.False(Shown(("two", -4)).Allows(one, options, Now, session)); // one in a session
        Assert.False(Shown(("one", -60 * 24 * 7 + 1)).Allows(one, options, Now, session));
        Assert.True(Shown(("one", -60 * 24 * 7)).Allows(one, options, Now, session));
        options.CoolDown = TimeSpan.FromHours(24);
        Assert.False(Shown(("two", -60 * 24 + 1)).Allows(one, options, Now, session));
        Assert.True(Shown(("two", -60 * 24)).Allows(one, options, Now, session));
        Assert.False(Shown(("two", -1500), ("three", -3000), ("four", -4500)).Allows(one, options, Now, session)); // three a week
        var withheld = new NudgeMemory([new NudgeShowing("x", "two", Now.AddMinutes(-4).ToUnixTimeMilliseconds(), IsWithheld: true)]);
        Assert.False(withheld.Allows(one, options, Now, session));
        Assert.Null(withheld.Dismissed("x", Now));
        var long_ago = new NudgeMemory([new NudgeShowing("x", "two", Now.AddDays(-80).ToUnixTimeMilliseconds())]).Dismissed("x", Now.AddDays(-80))!;
        Assert.False(long_ago.Allows(two, options, Now, session));
        Assert.True(long_ago.Allows(two, options, Now.AddDays(11), Now.AddDays(11)));
        Assert.Equal(NudgeMemory.MaxShowings, Enumerable.Range(0, 100).Aggregate(NudgeMemory.Empty, (m, i) => m.With(new NudgeShowing($"{i}", "n", i))).Showings.Length);
    }

    private static NudgeMemory Shown(params (string Name, int Minutes)[] showings) =>
        new([.. showings.Select(s => new NudgeShowing(s.Name, s.Name, Now.AddMinutes(s.Minutes).ToUnixTimeMilliseconds()))]);

    private static bool IsMet(Nudge nudge, params Step[] steps) => NudgeTriggers.IsMet(nudge, Journey(steps), FeatureMap.Empty, remembers: true, Now);

    private static LiveJourney Journey(Step[] steps)
    {
        var reached = Array.FindLastIndex([.. Checkout.Steps], s => steps.Any(x => x.Name == s && x.Outcome == Outcome.Ok)) + 1;
        return new LiveJourney
        {
            Steps = steps,
            Flows = reached == 0 ? [] : [new FlowProgress("checkout", reached, 3, "cart", null, IsCompleted: reached == 3)],
            FlowSteps = [Checkout],
            Source = new Journey { Id = default, Key = new Pseudonym(1, 2), Start = Now, End = Now, Steps = steps },
        };
    }

    private static Nudge Rule(NudgeTrigger trigger, Action<Nudge>? configure = null)
    {
        var nudge = new Nudge { Name = "tip", Trigger = trigger };
        configure?.Invoke(nudge);
        return nudge;
    }

    private static Step Ok(string name) => new() { Name = name, Time = Now, Kind = StepKind.Action, Outcome = Outcome.Ok };

    private static Step Failed(string name, int count, params string[] fields) => new() { Name = name, Time = Now, Kind = StepKind.Action, Outcome = Outcome.Invalid, Count = count, Fields = fields };
}
