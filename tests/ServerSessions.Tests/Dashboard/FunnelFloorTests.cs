using ServerSessions.Dashboard.Hosting;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Insights;
using ServerSessions.Reports;
using ServerSessions.Reports.Roles;

namespace ServerSessions.Tests.Dashboard;

/// <summary>A page that shows several funnels has each of them as its role sees it.</summary>
public class FunnelFloorTests
{
    [Theory]
    [InlineData(2, 0)]
    [InlineData(13, 13)]
    public void Funnels_in_a_list_have_the_floor_of_one_alone(long units, long shown)
    {
        var funnels = new List<(FunnelDefinition Funnel, FunnelReport Report)> { (new FunnelDefinition { Name = "in", Steps = ["a", "b"] }, new FunnelReport { Units = units }) };
        var view = View.Of<GoalsPage>("Goals", "goals", (nameof(GoalsPage.Funnels), funnels)).For(new SessionAdminAccess(AdminRole.Product));
        var (funnel, report) = Assert.Single(Assert.IsAssignableFrom<IReadOnlyList<(FunnelDefinition, FunnelReport)>>(view.Parameters[nameof(GoalsPage.Funnels)]));
        Assert.Equal(("in", shown), (funnel.Name, report.Units));
        Assert.Equal(shown, new SessionAdminAccess(AdminRole.Product).Show(funnels[0].Report).Units);
    }
}
