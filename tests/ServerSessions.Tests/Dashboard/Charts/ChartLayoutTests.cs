using ServerSessions.Dashboard.Charts;
using ServerSessions.Insights;

namespace ServerSessions.Tests.Dashboard.Charts;

public sealed class ChartLayoutTests
{
    [Fact]
    public void The_greatest_cell_of_a_heat_grid_is_full_and_a_missing_value_has_no_cell()
    {
        var layout = HeatLayout.Of([[0, 5], [null, 10]], cellWidth: 30, cellHeight: 20);
        Assert.Equal([(0, 0, 0.0), (0, 1, 0.5), (1, 1, 1.0)], layout.Cells.Select(cell => (cell.Row, cell.Column, cell.Level)));
        Assert.Equal((60, 40), (layout.Width, layout.Height));
        Assert.All(HeatLayout.Of([[0, 0]], 30, 20).Cells, cell => Assert.Equal(0, cell.Level));
    }

    [Fact]
    public void Lines_share_one_scale_that_begins_at_zero_and_stop_where_a_value_is_missing()
    {
        var layout = LineLayout.Of([[0, 50, 100], [100, null, 25]]);
        Assert.Equal(100, layout.Greatest);
        Assert.Equal(["M 0 160 L 500 80 L 1000 0", "M 0 0 M 1000 120"], layout.Paths);
        Assert.Equal(["M 500 160"], LineLayout.Of([[0]]).Paths);
        Assert.Equal([""], LineLayout.Of([[]]).Paths);
    }

    [Fact]
    public void A_bar_of_a_funnel_is_as_high_as_its_share_and_the_drop_leads_to_the_next_one()
    {
        var layout = FunnelLayout.Of([1, 0.5, 0.25], [1, 0.75]);
        Assert.Equal([FunnelLayout.Height, FunnelLayout.Height / 2, FunnelLayout.Height / 4], layout.Bars.Select(bar => bar.Height));
        Assert.All(layout.Bars, bar => Assert.Equal(FunnelLayout.Height, bar.Y + bar.Height));
        Assert.Equal([FunnelLayout.Height, FunnelLayout.Height * 0.75, null], layout.Bars.Select(bar => bar.Pair?.Height));
        Assert.Equal([false, false, true], layout.Bars.Select(bar => bar.Drop is null));
        Assert.Equal(0, FunnelLayout.Of([double.NaN]).Bars[0].Height);
    }

    [Fact]
    public void A_cohort_of_fewer_than_five_people_shows_no_shares()
    {
        var rows = RetentionLayout.Rows([new RetentionCohort { Period = "2026-11-19", Users = 5, Returned = [5, 1] }, new RetentionCohort { Period = "2026-11-20", Users = 4, Returned = [4] }]);
        Assert.Equal([1.0, 0.2], rows[0]);
        Assert.Equal([null], rows[1]);
    }
}
