using System.Text;
using System.Text.Json;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Insights.Funnels;
using ServerSessions.Insights.Personal;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

/// <summary>Steps that people come to by a redirect: the page after a form, and the addresses on the way to it.</summary>
public sealed class RedirectTests
{
    private static readonly string[] Steps = ["GET /a", "GET /b", "GET /c"];
    private static readonly FunnelDefinition Order = new() { Steps = ["cart", "back", "thanks"] };
    private static readonly Flow Checkout = new("checkout", ["cart", "pay", "thanks"]);

    [Fact]
    public void A_funnel_counts_the_pages_that_a_redirect_leads_to() => Counts(Order, ["cart order>back>thanks", "cart order>back", "cart order", "order>back>thanks"], 3, 2, 1);

    [Fact]
    public void An_act_in_a_strict_funnel_has_the_name_of_the_page_that_it_leads_to() =>
        Counts(Order with { Order = FunnelOrder.Strict }, ["cart order>back>thanks", "cart x order>back>thanks", "cart order>back x pay>thanks", "cart!>x order>back"], 4, 3, 1);

    [Fact]
    public void A_change_and_its_page_can_both_be_steps() => Counts(Order with { Steps = ["order", "thanks"] }, ["order>thanks", "order!", "order! order>thanks", "order>x"], 4, 2);

    [Fact]
    public void An_excluded_page_ends_the_attempt_also_where_a_redirect_leads_to_it() =>
        Counts(Order with { Steps = ["cart", "thanks"], Excluded = ["signin"] }, ["cart pay>signin thanks", "cart pay>thanks"], 2, 1);

    [Fact]
    public void The_next_step_of_those_who_left_is_their_next_act()
    {
        var report = Run(Order with { Steps = ["order", "done"] }, Walks.Of("order>thanks home"), Walks.Of("order>thanks"));
        Assert.Equal(["(exit) 1", "home 1"], report.Steps[0].Next.Select(n => $"{n.Step} {n.Sessions}").Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Funnels_equal_a_plain_recount_of_the_names_of_each_act(int seed)
    {
        var journeys = Walks.Many(600, seed, redirects: true);
        foreach (var order in Enum.GetValues<FunnelOrder>())
        {
            var report = Run(new FunnelDefinition { Steps = Steps, Order = order }, [.. journeys]);
            var reached = journeys.ConvertAll(j => Recount(Names(j), order));
            Assert.Equal(Enumerable.Range(1, Steps.Length).Select(n => reached.LongCount(r => r >= n)), report.Steps.Select(s => s.Entered));
            Assert.NotEqual(report.Steps.Select(s => s.Entered), Run(new FunnelDefinition { Steps = Steps, Order = order }, [.. Walks.Many(600, seed)]).Steps.Select(s => s.Entered));
        }
    }

    [Fact]
    public void A_flow_that_ends_on_a_page_after_a_redirect_is_completed_by_it()
    {
        var fold = new AbandonmentFold([Checkout], new Recoveries());
        var (left, back) = (Walks.Of("cart address>pay", user: 1), Walks.Of("cart order>thanks", Walks.Monday.AddDays(1), user: 1));
        foreach (var journey in (Journey[])[left, back, Walks.Of("address>pay order!", user: 2)])
            fold.Add(journey);
        var flow = Assert.Single(fold.Result().Flows);
        Assert.Equal((3, 1, 2, 1), (flow.Entered, flow.Completed, flow.Abandoned, flow.Recovered!.Value));
        Assert.Equal(("pay", 2), (Assert.Single(flow.Left).Step, flow.Left[0].Sessions));
        var person = new PersonFold(new Areas(FeatureMap.Empty, new Dictionary<string, string>(), []), [], [Checkout], TimeZoneInfo.Utc);
        person.Add(left);
        Assert.Equal("pay", Assert.Single(person.Unfinished()).Step);
        person.Add(back);
        Assert.Empty(person.Unfinished());
    }

    [Fact]
    public void Friction_lists_a_step_of_a_flow_that_only_redirects_lead_to()
    {
        var fold = new FrictionFold([Checkout]);
        fold.Add(Walks.Of("cart address>pay"));
        var pay = Assert.Single(fold.Result().Steps, s => s.Step == "pay");
        Assert.Equal((1, 1, 1), (pay.Sessions, pay.Visits, pay.Abandonments));
    }

    [Fact]
    public void Goals_and_returns_count_every_page_on_the_way()
    {
        var goals = new GoalFold(["back", "thanks"]);
        goals.Add(Walks.Of("cart order>back>thanks order>back"));
        Assert.Equal(["back 2 1", "thanks 1 1"], goals.Result().Goals.Select(g => $"{g.Goal} {g.Times} {g.Sessions}"));
        var retention = new RetentionFold(new RetentionQuery { Start = "back" }, InsightSettings.Default);
        retention.Add(Walks.Of("order>back>thanks", user: 1));
        Assert.Equal(1, Assert.Single(retention.Result().Cohorts).Users);
    }

    [Fact]
    public void Written_steps_keep_the_pages_for_a_recount()
    {
        var step = Walks.Of("order>back>thanks").Steps[0];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            StepLine.Write(json, "s1", null, step);
            json.WriteEndObject();
        }

        var line = Encoding.UTF8.GetString(buffer.ToArray());
        Assert.Contains("\"landed\":\"thanks\",\"passed\":[\"back\"]", line);
    }

    // For each run of one act: the names of the funnel's steps among its own and those that its redirects led to, or none.
    private static List<string[]> Names(Journey journey)
    {
        var acts = new List<(string Own, List<string> Names)>();
        foreach (var step in journey.Steps)
        {
            if (acts.Count == 0 || acts[^1].Own != step.Name)
                acts.Add((step.Name, [step.Name]));
            foreach (var page in step.Landings.Where(p => !acts[^1].Names.Contains(p)))
                acts[^1].Names.Add(page);
        }

        return acts.ConvertAll(a => a.Names.Where(Steps.Contains).ToArray());
    }

    private static int Recount(List<string[]> acts, FunnelOrder order)
    {
        if (order == FunnelOrder.Any)
            return acts.SelectMany(names => names).Distinct().Count();
        // In a strict funnel, an act without a name of the funnel stands between those around it.
        var flat = acts.SelectMany(names => names.Length == 0 && order == FunnelOrder.Strict ? ["-"] : names).ToList();
        var best = 0;
        for (var start = 0; start < flat.Count; start++)
        {
            var at = 0;
            for (var i = start; i < flat.Count && at < Steps.Length; i++)
                if (flat[i] == Steps[at])
                    at++;
                else if (order == FunnelOrder.Strict)
                    break;
            best = Math.Max(best, at);
        }

        return best;
    }

    private static FunnelReport Run(FunnelDefinition definition, params Journey[] journeys)
    {
        var fold = new FunnelFold(definition);
        foreach (var journey in journeys)
            fold.Add(journey);
        return fold.Result();
    }

    private static void Counts(FunnelDefinition definition, string[] walks, params long[] entered) =>
        Assert.Equal(entered, Run(definition, [.. walks.Select(w => Walks.Of(w))]).Steps.Select(s => s.Entered));
}
