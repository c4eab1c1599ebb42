using System.Globalization;
using System.Text.RegularExpressions;
using ServerSessions.Dashboard.Charts;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

public sealed class LaneLayoutTests
{
    private static readonly DashboardData Data = new(() => "GET /");

    [Fact]
    public void A_longer_dwell_is_a_wider_step()
    {
        long[] dwells = [0, 500, 2_000, 30_000, 240_000, 600_000];
        double[] widths = [.. Lane([.. dwells.Select(dwell => (long?)dwell)]).Steps.Select(step => step.Width)];
        Assert.Equal(widths.Order().Distinct(), widths);
        Assert.Equal(LaneLayout.MinWidth, widths[0]);
    }

    [Fact]
    public void From_ten_minutes_on_all_are_as_wide() =>
        Assert.All(Lane(600_000, 3_600_000, long.MaxValue).Steps, step => Assert.Equal(LaneLayout.GreatestWidth, step.Width, 6));

    [Fact]
    public void A_dwell_that_the_clock_made_negative_has_the_least_width() =>
        Assert.Equal(LaneLayout.MinWidth, LaneLayout.WidthOf(-5));

    [Fact]
    public void An_unknown_dwell_is_open_ended_and_not_zero()
    {
        var lane = Lane(0, null);
        Assert.Equal([false, true], lane.Steps.Select(step => step.Censored));
        Assert.Equal(LaneLayout.CensoredWidth, lane.Steps[1].Width);
    }

    [Fact]
    public void An_event_that_was_recorded_inside_a_step_is_narrow_and_not_open_ended()
    {
        var steps = Lane(100, null).Steps.Select(placed => placed.Step).ToList();
        var recorded = LaneLayout.Of([steps[0], steps[1] with { Kind = StepKind.Custom }]).Steps[1];
        Assert.Equal((LaneLayout.MinWidth, false), (recorded.Width, recorded.Censored));
    }

    [Fact]
    public void Steps_stand_side_by_side_in_order()
    {
        var steps = Lane(100, null, 60_000, 0).Steps;
        Assert.Equal(0, steps[0].X);
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.InRange(pair.Second.X - (pair.First.X + pair.First.Width), 1, 5));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(-1, 0)]
    [InlineData(10_000, LaneLayout.Height)]
    [InlineData(double.PositiveInfinity, LaneLayout.Height)]
    public void Server_time_fills_the_step_from_nothing_to_ten_seconds(double serverMs, double height) =>
        Assert.Equal(height, Assert.Single(LaneLayout.Of([Data.Step() with { ServerMs = serverMs }]).Steps).ServerHeight, 6);

    [Fact]
    public void No_steps_take_no_room() => Assert.Equal(0, LaneLayout.Of([]).Width);

    [Fact]
    public async Task The_page_draws_the_widths_of_the_layout()
    {
        long?[] dwells = [700, 45_000, 5_000, null];
        var reports = new FixedReports(Data) { Steps = [.. dwells.Select(dwell => Data.Step(dwell))] };
        await using var app = await DashboardApp.StartAsync(reports);
        var html = await app.Client.GetStringAsync("/admin/sessions/sessions/" + DashboardData.KnownSession);
        var drawn = Regex.Matches(html, "<rect class=\"dwell\"[^>]* width=\"(?<width>[0-9.]+)\"")
            .Select(match => double.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture));
        Assert.Equal(dwells.Select(dwell => Math.Round(LaneLayout.WidthOf(dwell), 2)), drawn);
        Assert.Single(Regex.Matches(html, "class=\"censored\""));
    }

    private static LaneLayout Lane(params long?[] dwells) => LaneLayout.Of([.. dwells.Select(dwell => Data.Step(dwell))]);
}
