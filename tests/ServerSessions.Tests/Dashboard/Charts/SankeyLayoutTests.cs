using ServerSessions.Dashboard.Charts;
using ServerSessions.Insights;

namespace ServerSessions.Tests.Dashboard.Charts;

public sealed class SankeyLayoutTests
{
    [Fact]
    public void Bands_have_the_height_of_their_sessions_and_stay_within_their_nodes()
    {
        var layout = SankeyLayout.Of([new PathLevel(1, "home", "cart", 30), new PathLevel(1, "home", "search", 10), new PathLevel(2, "cart", "pay", 20), new PathLevel(2, "search", "cart", 5)], backward: false);
        Assert.Equal(["0 home 40", "1 cart 30", "1 search 10", "2 pay 20", "2 cart 5"], layout.Nodes.Select(node => $"{node.Column} {node.Name} {node.Sessions}"));
        var unit = layout.Nodes[0].Height / 40;
        Assert.All(layout.Nodes, node => Assert.Equal(node.Sessions * unit, node.Height, 6));
        Assert.All(layout.Nodes, node => Assert.InRange(node.Y + node.Height, 0, SankeyLayout.Height + 0.001));
        Assert.All(layout.Links, link => Assert.Equal(link.From.Column + 1, link.To.Column));
        foreach (var node in layout.Nodes)
            Assert.True(layout.Links.Where(link => link.From == node).Sum(link => link.Sessions) <= node.Sessions);
    }

    [Fact]
    public void Steps_beyond_the_greatest_of_a_column_are_one_node_and_no_session_is_lost()
    {
        var levels = Enumerable.Range(0, 20).Select(i => new PathLevel(1, "home", $"page {i}", 100 - i)).ToList();
        var layout = SankeyLayout.Of(levels, backward: false);
        var right = layout.Nodes.Where(node => node.Column == 1).ToList();
        Assert.Equal(SankeyLayout.MaxNodes, right.Count);
        Assert.Equal(SankeyLayout.Other, right[^1].Name);
        Assert.Equal(levels.Sum(level => level.Sessions), right.Sum(node => node.Sessions));
        Assert.Equal(levels.Skip(SankeyLayout.MaxNodes - 1).Sum(level => level.Sessions), right[^1].Sessions);
    }

    [Fact]
    public void Backward_the_step_is_at_the_right_and_the_nearest_transition_leads_to_it()
    {
        var layout = SankeyLayout.Of([new PathLevel(1, "cart", "pay", 9), new PathLevel(2, "home", "cart", 7)], backward: true);
        Assert.Equal(["home", "cart", "pay"], layout.Nodes.OrderBy(node => node.Column).Select(node => node.Name));
        Assert.Equal(2, layout.Nodes.Max(node => node.Column));
    }

    [Fact]
    public void No_transition_is_an_empty_chart() => Assert.Empty(SankeyLayout.Of([], backward: false).Nodes);
}
