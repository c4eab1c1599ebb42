using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Insights.Funnels;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

/// <summary>An event that the application records lies inside a step: it stands between no two of them, and is neither entry nor exit.</summary>
public class RecordedEventTests
{
    private readonly Journey _journey = Of("list", "*filtered", "product", "*product.lamp", "list", "cart", "*hesitated");

    [Fact]
    public void Paths_lead_from_request_to_request()
    {
        var paths = new PathFold();
        paths.Add(_journey);
        var report = paths.Result();
        Assert.Equal(["list > cart", "list > product", "product > list"], report.Edges.Select(e => $"{e.From} > {e.To}").Order(StringComparer.Ordinal));
        Assert.Equal(("list", "cart"), (report.Entries.Single().Step, report.Exits.Single().Step));
    }

    [Fact]
    public void Paths_from_an_event_begin_with_it()
    {
        var paths = new PathFold("product.lamp", 1);
        paths.Add(_journey);
        Assert.Equal(["product.lamp > list"], paths.Result().Edges.Select(e => $"{e.From} > {e.To}"));
    }

    [Fact]
    public void A_return_is_charged_to_the_page_that_was_left()
    {
        var friction = new FrictionFold([]);
        friction.Add(_journey);
        var steps = friction.Result().Steps.ToDictionary(s => s.Step);
        Assert.Equal((1, 1), (steps["product"].QuickBacks, steps["product"].Backtracks));
        Assert.Equal((0, 0), (steps["product.lamp"].QuickBacks, steps["product.lamp"].Backtracks));
    }

    [Fact]
    public void The_last_page_is_the_exit_for_overview_and_segments()
    {
        var overview = new OverviewFold();
        overview.Add(_journey);
        Assert.Equal("cart", overview.Result(Walks.Monday, Walks.Monday.AddDays(1)).TopExits.Single().Name);
        Assert.Equal(("list", "cart"), (Segment.Value(_journey, "entry"), Segment.Value(_journey, "exit")));
        Assert.Equal("hesitated", Of("*hesitated").Exit?.Name);
    }

    [Theory]
    [InlineData("list product list", 1)]
    [InlineData("list filtered product", 1)]
    [InlineData("list cart product", 0)]
    public void A_strict_funnel_passes_over_events_that_it_does_not_name(string steps, int converted)
    {
        var fold = new FunnelFold(new FunnelDefinition { Name = "way", Steps = steps.Split(' '), Order = FunnelOrder.Strict });
        fold.Add(_journey);
        Assert.Equal(converted, fold.Result().Steps[^1].Entered);
    }

    [Fact]
    public void What_a_funnel_was_left_for_is_a_page()
    {
        var fold = new FunnelFold(new FunnelDefinition { Name = "way", Steps = ["product", "paid"] });
        fold.Add(_journey);
        Assert.Equal("list", fold.Result().Steps[0].Next.Single().Step);
    }

    private static Journey Of(params string[] steps) => Walks.Of(steps.Select((step, i) => step[0] == '*'
        ? Walks.Step(step[1..], Walks.Monday.AddSeconds(4 * i)) with { Detail = new ImportedDetail(Properties: []) }
        : Walks.Step(step, Walks.Monday.AddSeconds(4 * i))));
}
