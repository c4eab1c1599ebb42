using ServerSessions.Insights;
using ServerSessions.Insights.Funnels;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

public class FunnelFoldTests
{
    private static readonly FunnelDefinition Abc = new() { Steps = ["a", "b", "c"] };

    [Fact]
    public void Anything_may_lie_between_the_steps_of_a_sequence() => Counts(Abc, ["a x b y c", "a c b", "b c", "a b"], 3, 3, 1);

    [Fact]
    public void Nothing_may_in_a_strict_one_but_it_may_begin_anew() =>
        Counts(Abc with { Order = FunnelOrder.Strict }, ["a x b c", "a a b b! c", "a x a b"], 3, 2, 1);

    [Fact]
    public void In_any_order_i_of_the_steps_are_enough() => Counts(Abc with { Order = FunnelOrder.Any }, ["c x a", "b", "c b a", "x"], 3, 2, 1);

    [Fact]
    public void An_optional_step_is_counted_and_not_needed()
    {
        var funnel = Run(new FunnelDefinition { Steps = ["a", "b?", "c"] }, "a b c", "a c", "a b", "a");
        Assert.Equal([4L, 2, 2], funnel.Steps.Select(s => s.Entered));
        Assert.Equal([3L, 1, 2], funnel.Steps.Select(s => s.Converted));
        Assert.Equal("b", funnel.Steps[1].Step);
    }

    [Fact]
    public void An_excluded_step_ends_a_way_that_may_begin_anew() => Counts(Abc with { Excluded = ["x"] }, ["a x b c", "a x a b", "a b c x"], 3, 2, 1);

    [Fact]
    public void The_window_runs_from_the_first_step_and_every_later_one_begins_anew()
    {
        var start = Walks.Monday;
        var funnel = new FunnelFold(new FunnelDefinition { Steps = ["a", "b"], Window = TimeSpan.FromSeconds(10) });
        funnel.Add(Walks.Of([Walks.Step("a", start), Walks.Step("b", start.AddSeconds(11))]));
        funnel.Add(Walks.Of([Walks.Step("a", start), Walks.Step("b", start.AddSeconds(10))]));
        funnel.Add(Walks.Of([Walks.Step("a", start), Walks.Step("x", start.AddSeconds(11)), Walks.Step("a", start.AddSeconds(12)), Walks.Step("b", start.AddSeconds(20))]));
        Assert.Equal((3, 2), (funnel.Result().Steps[0].Entered, funnel.Result().Steps[0].Converted));
        Assert.Equal(9, funnel.Result().Steps[0].TimeToConvertSeconds.P50);
    }

    [Fact]
    public void By_user_all_sessions_are_one_way_in_whatever_order_they_come()
    {
        var funnel = new FunnelFold(Abc with { Unit = FunnelUnit.User });
        funnel.Add(Walks.Of("c", Walks.Monday.AddDays(2), user: 1));
        funnel.Add(Walks.Of("b x", Walks.Monday.AddDays(1), user: 1));
        funnel.Add(Walks.Of("a", Walks.Monday, user: 1));
        funnel.Add(Walks.Of("a", Walks.Monday, user: 2));
        funnel.Add(Walks.Of("b", Walks.Monday.AddDays(15), user: 2));
        funnel.Add(Walks.Of("a b c"));
        funnel.Add(Walks.Of("x", user: 3));
        var report = funnel.Result();
        Assert.Equal(3, report.Units);
        Assert.Equal([2L, 1, 1], report.Steps.Select(s => s.Entered));
        Assert.Equal(86_400, report.Steps[0].TimeToConvertSeconds.P50);
    }

    [Fact]
    public void Each_unit_is_once_a_step_and_those_that_left_are_split_by_how_they_left_it()
    {
        var funnel = Run(Abc, "a b?zip b?zip x", "a b?zip b y", "a b#gold", "a b!", "a b c", "a a a");
        Assert.Equal([6L, 5, 1], funnel.Steps.Select(s => s.Entered));
        Assert.Equal(["denied: gold 1", "failed 1", "invalid: zip 1", "ok 1"], funnel.Steps[1].Causes.Select(c => $"{c.Cause} {c.Count}"));
        Assert.Equal(["ok 1"], funnel.Steps[0].Causes.Select(c => $"{c.Cause} {c.Count}"));
        Assert.Equal(["(exit) 2", "x 1", "y 1"], funnel.Steps[1].Next.Select(n => $"{n.Step} {n.Sessions}"));
        Assert.All(funnel.Steps.SkipLast(1), s => Assert.Equal(s.Entered - s.Converted, s.Causes.Sum(c => c.Count)));
        Assert.Equal(funnel.Steps[2].Entered, funnel.Steps[2].Converted);
        Assert.Equal(5d / 6, funnel.Steps[1].Share);
        Assert.Equal(1d / 6, funnel.Conversion);
    }

    [Fact]
    public void Factors_associated_with_conversion_are_found_and_others_are_not()
    {
        var funnel = new FunnelFold(new FunnelDefinition { Steps = ["a", "b"] });
        var random = new Random(8);
        for (var i = 0; i < 1_000; i++)
        {
            var helped = random.Next(2) == 0;
            var converts = random.NextDouble() < (helped ? 0.6 : 0.3);
            funnel.Add(Walks.Of($"a {(helped ? "help" : "x")} {(random.Next(2) == 0 ? "coin" : "x")} {(i < 20 ? "rare" : "")} {(converts ? "b" : "")}"));
        }

        var factors = funnel.Result().Factors.ToDictionary(f => f.Factor);
        Assert.InRange(factors["step: help"].OddsRatio, 2.5, 5);
        Assert.True(factors["step: help"].Q < 0.001);
        Assert.True(factors["step: coin"].Q > 0.05);
        Assert.DoesNotContain("step: rare", factors.Keys);
        Assert.Equal("step: help", funnel.Result().Factors[0].Factor);
    }

    [Theory]
    [InlineData("one step", "a")]
    [InlineData("optional end", "a", "b?")]
    [InlineData("a name that is none", "a", "?", "b")]
    public void A_funnel_that_cannot_be_is_refused(string why, params string[] steps) =>
        Assert.True(Assert.Throws<ArgumentException>(() => new FunnelFold(new FunnelDefinition { Steps = steps })).Message.Length > 10, why);

    private static FunnelReport Run(FunnelDefinition definition, params string[] walks)
    {
        var fold = new FunnelFold(definition);
        foreach (var walk in walks)
            fold.Add(Walks.Of(walk));
        return fold.Result();
    }

    private static void Counts(FunnelDefinition definition, string[] walks, params long[] entered) =>
        Assert.Equal(entered, Run(definition, walks).Steps.Select(s => s.Entered));
}
