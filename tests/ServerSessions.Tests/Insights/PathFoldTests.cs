using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Insights.Funnels;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

public class PathFoldTests
{
    [Fact]
    public void An_edge_counts_each_session_once_and_each_transition_every_time()
    {
        var paths = Fold("a b a b", "a b", "c");
        Assert.Equal(3, paths.Sessions);
        Assert.Equal([new PathEdge("a", "b", 2, 3), new PathEdge("b", "a", 1, 1)], paths.Edges);
        Assert.Equal([new StepSessions("a", 2), new StepSessions("c", 1)], paths.Entries);
        Assert.Equal([new StepSessions("b", 2), new StepSessions("c", 1)], paths.Exits);
        Assert.Equal(2d / 4, paths.LoopRatio);
    }

    [Fact]
    public void Repeats_are_one_step_however_they_ended() => Assert.Equal([new PathEdge("a", "b", 1, 1)], Fold("a a! a?x b b").Edges);

    [Fact]
    public void Transitions_outside_the_top_fifty_are_counted()
    {
        var paths = Fold([.. Enumerable.Range(0, 60).Select(i => $"a{i} b"), "a0 b"]);
        Assert.Equal(50, paths.Edges.Count);
        Assert.Equal(new PathEdge("a0", "b", 2, 2), paths.Edges[0]);
        Assert.Equal(new LeftOutEdges(10, 10), paths.Other);
    }

    [Fact]
    public void From_a_step_on_only_the_transitions_after_its_first_visit_count()
    {
        var fold = new PathFold("b", depth: 2);
        foreach (var walk in (string[])["a b c d e", "b c", "a c"])
            fold.Add(Walks.Of(walk));
        var paths = fold.Result();
        Assert.Equal(2, paths.Sessions);
        Assert.Equal([new PathEdge("b", "c", 2, 2), new PathEdge("c", "d", 1, 1)], paths.Edges);
        Assert.Equal([new PathLevel(1, "b", "c", 2), new PathLevel(2, "c", "d", 1)], paths.Levels);
        Assert.Equal([new StepSessions("c", 1)], paths.Exits);
    }

    [Fact]
    public void Backward_they_are_those_that_led_to_it()
    {
        var fold = new PathFold("d", depth: 2, backward: true);
        fold.Add(Walks.Of("a b c d e d"));
        Assert.Equal([new PathLevel(1, "c", "d", 1), new PathLevel(2, "b", "c", 1)], fold.Result().Levels);
    }

    [Fact]
    public void Every_edge_is_what_the_strict_funnel_of_its_two_steps_converts()
    {
        var journeys = Walks.Many(500, seed: 4);
        var paths = new PathFold();
        journeys.ForEach(paths.Add);
        Assert.InRange(paths.Result().Edges.Count, 25, 50);
        foreach (var edge in paths.Result().Edges)
        {
            var funnel = new FunnelFold(new FunnelDefinition { Steps = [edge.From, edge.To], Order = FunnelOrder.Strict });
            journeys.ForEach(funnel.Add);
            Assert.Equal(edge.Sessions, funnel.Result().Steps[0].Converted);
        }
    }

    [Fact]
    public void Between_steps_to_which_no_redirect_leads_that_is_so_with_redirects_too()
    {
        var paths = new PathFold();
        Journey[] journeys = [Walks.Of("cart address pay>thanks home"), Walks.Of("cart address pay thanks home"), Walks.Of("address home cart>cart")];
        foreach (var journey in journeys)
            paths.Add(journey);
        var report = paths.Result();
        Assert.Equal(["pay>home", "pay>thanks", "thanks>home"], report.Edges.Where(e => e.From is "pay" or "thanks").Select(e => $"{e.From}>{e.To}").Order());
        foreach (var edge in report.Edges)
        {
            var funnel = new FunnelFold(new FunnelDefinition { Steps = [edge.From, edge.To], Order = FunnelOrder.Strict });
            foreach (var journey in journeys)
                funnel.Add(journey);
            Assert.Equal(edge is { From: "thanks" } or { To: "thanks" }, edge.HasLanding);
            if (!edge.HasLanding)
                Assert.Equal(edge.Sessions, funnel.Result().Steps[0].Converted);
        }
    }

    private static PathReport Fold(params string[] walks)
    {
        var fold = new PathFold();
        foreach (var walk in walks)
            fold.Add(Walks.Of(walk));
        return fold.Result();
    }
}
