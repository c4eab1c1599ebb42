using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Replay;

public sealed class ReplayStepsTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_step_has_its_outcome_and_the_time_until_the_next_and_the_last_ones_dwell_is_unknown()
    {
        var steps = await _cli.StepsAsync([LogLine.Combined("10:00:00", "/a", user: "ada"), LogLine.Combined("10:00:30", "/b", status: 500), LogLine.Combined("10:00:40", "/c", status: 404)]);

        Assert.Equal(["GET /a", "GET /b", "GET (unmatched)"], steps.Select(step => step.Text("step")));
        Assert.Equal(["ok", "failed", "missing"], steps.Select(step => step.Text("outcome")));
        Assert.Equal(["30000", "10000"], steps.Take(2).Select(step => step.Text("dwellMs")));
        Assert.Equal(["gap", "gap", "censored"], steps.Select(step => step.Text("dwellSource")));
        Assert.False(steps[2].TryGetProperty("dwellMs", out _));
        Assert.Equal("2026-05-17T10:00:30Z", steps[1].Text("time"));
        Assert.All(steps, step => Assert.Equal("ada", step.Text("user")));
        Assert.Single(steps.Select(step => step.Text("session")).Distinct());
    }

    [Fact]
    public async Task A_step_repeated_at_once_is_one_line_with_a_count()
    {
        var steps = await _cli.StepsAsync([LogLine.Combined("10:00:00"), LogLine.Combined("10:00:05"), LogLine.Combined("10:00:09"), LogLine.Combined("10:00:20", "/b")]);
        Assert.Equal(["GET /", "GET /b"], steps.Select(step => step.Text("step")));
        Assert.Equal(("3", "20000"), (steps[0].Text("count"), steps[0].Text("dwellMs")));
    }

    [Fact]
    public async Task Sessions_and_their_users_are_kept_apart()
    {
        var steps = await _cli.StepsAsync([LogLine.Combined("10:00:00", user: "ada"), LogLine.Combined("11:00:00"), LogLine.Combined("11:00:01", "/b", user: "bea", ip: "192.0.2.2")]);
        Assert.Equal(3, steps.Select(step => step.Text("session")).Distinct().Count());
        Assert.Equal(["ada", "", "bea"], steps.Select(step => step.TryGetProperty("user", out var user) ? user.GetString() : ""));
    }

    [Fact]
    public async Task Routes_name_the_steps_and_server_time_comes_from_json_lines()
    {
        var routes = _cli.Log("routes.txt", "GET /orders/{id}");
        var steps = await _cli.StepsAsync([LogLine.Json("10:00:00", "/orders/7", more: ",\"durationMs\":250"), LogLine.Json("10:00:10", "/none")], "--routes", routes);
        Assert.Equal(["GET /orders/{id}", "GET (unmatched)"], steps.Select(step => step.Text("step")));
        Assert.Equal(("250", "9750"), (steps[0].Text("serverMs"), steps[0].Text("dwellMs")));
    }
}
