using System.Text.Json;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Replay;

public sealed class ReplayFiguresTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("10:30:00", 1)]
    [InlineData("10:30:01", 2)]
    public async Task Session_with_a_gap_of_exactly_the_timeout_stays_one(string second, long sessions)
    {
        var result = await _cli.FiguresAsync(LogLine.Combined("10:00:00"), LogLine.Combined(second));
        Assert.Equal(sessions, result.Number("sessions"));
    }

    [Fact]
    public async Task The_window_slides_with_every_request()
    {
        var result = await _cli.FiguresAsync(LogLine.Combined("10:00:00"), LogLine.Combined("10:29:00"), LogLine.Combined("10:58:00", status: 404));
        Assert.Equal(1, result.Number("sessions"));
        Assert.Equal(58 * 60, result.Value("medianSessionSeconds"));
    }

    [Theory]
    [InlineData("0s", 2)]
    [InlineData("90s", 1)]
    public async Task The_timeout_is_an_option_without_a_lower_bound(string timeout, long sessions)
    {
        var log = _cli.Log("a.log", LogLine.Combined("10:00:00"), LogLine.Combined("10:00:00"), LogLine.Combined("10:01:30"));
        Assert.Equal(sessions, (await _cli.RunAsync("replay", log, "--timeout", timeout, "--json")).Number("sessions"));
    }

    [Theory]
    [InlineData("ip-ua", 3)]
    [InlineData("ip", 2)]
    public async Task The_key_is_address_and_agent_or_the_address(string key, long sessions)
    {
        var log = _cli.Log("a.log", LogLine.Combined(agent: "A"), LogLine.Combined(agent: "B"), LogLine.Combined(ip: "192.0.2.2", agent: "A"));
        Assert.Equal(sessions, (await _cli.RunAsync("replay", log, "--key", key, "--json")).Number("sessions"));
    }

    [Theory]
    [InlineData("GET", 200, "/", 1)]
    [InlineData("GET", 299, "/a.html", 1)]
    [InlineData("GET", 304, "/a", 1)]
    [InlineData("GET", 300, "/a", 0)]
    [InlineData("GET", 404, "/a", 0)]
    [InlineData("HEAD", 200, "/a", 0)]
    [InlineData("POST", 200, "/a", 0)]
    [InlineData("GET", 200, "/a.css", 0)]
    [InlineData("GET", 200, "/a.JPeG?x=1", 0)]
    [InlineData("GET", 200, "/a.css/", 1)]
    [InlineData("GET", 200, "/css", 1)]
    [InlineData("GET", 200, "/a.woff3", 1)]
    [InlineData("GET", 200, "?style.css", 1)]
    public async Task A_page_view_is_a_successful_get_of_no_static_file(string method, int status, string path, long views)
    {
        var result = await _cli.FiguresAsync(LogLine.Combined(method: method, status: status, path: path));
        Assert.Equal(views, result.Number("pageviews"));
        Assert.Equal(1, result.Number("requests"));
    }

    [Fact]
    public async Task Transitions_run_between_consecutive_page_views_of_one_session_and_may_stay_where_they_are()
    {
        var result = await _cli.FiguresAsync(
            LogLine.Combined("10:00:00", "/a"),
            LogLine.Combined("10:00:01", "/x", ip: "192.0.2.2"),
            LogLine.Combined("10:00:02", "/a.css"),
            LogLine.Combined("10:00:03", "/b"),
            LogLine.Combined("10:00:04", "/b", status: 500),
            LogLine.Combined("10:00:05", "/b"),
            LogLine.Combined("11:00:00", "/c"));
        Assert.Equal(["/a /b 1", "/b /b 1"], result.Rows("topTransitions"));
    }

    [Fact]
    public async Task A_bounce_is_one_request_of_all_sessions_or_one_page_view_of_those_with_any()
    {
        var result = await _cli.FiguresAsync(
            LogLine.Combined(ip: "192.0.2.1"),
            LogLine.Combined(ip: "192.0.2.2"), LogLine.Combined(path: "/a.css", ip: "192.0.2.2"),
            LogLine.Combined(ip: "192.0.2.3"), LogLine.Combined(path: "/b", ip: "192.0.2.3"),
            LogLine.Combined(ip: "192.0.2.4", status: 404));
        Assert.Equal(2, result.Number("bounceRequests"));
        Assert.Equal(0.5, result.Value("bounceShareRequests"));
        Assert.Equal(2, result.Number("bouncePageviews"));
        Assert.Equal(0.666667, result.Value("bounceSharePageviews"));
    }

    [Fact]
    public async Task The_median_is_the_middle_length_or_the_mean_of_the_two_in_the_middle()
    {
        var result = await _cli.FiguresAsync(
            LogLine.Combined("10:00:00", ip: "192.0.2.1"),
            LogLine.Combined("10:00:00", ip: "192.0.2.2"), LogLine.Combined("10:00:03", ip: "192.0.2.2"),
            LogLine.Combined("10:00:00", ip: "192.0.2.3"), LogLine.Combined("10:00:10", ip: "192.0.2.3"),
            LogLine.Combined("10:00:00", ip: "192.0.2.4"), LogLine.Combined("10:00:40", ip: "192.0.2.4"));
        Assert.Equal(6.5, result.Value("medianSessionSeconds"));
        Assert.Equal(10, result.Value("medianSessionSecondsTwoPlus"));
    }

    [Fact]
    public async Task Ties_in_the_top_lists_are_broken_by_code_point_where_a_surrogate_pair_comes_last()
    {
        var result = await _cli.FiguresAsync(
            LogLine.Combined("10:00:00", "/\U0001F600"), LogLine.Combined("10:00:01", "/\uFFEE"),
            LogLine.Combined("10:00:02", "/b"), LogLine.Combined("10:00:03", "/B"));
        Assert.Equal(["/B 1", "/b 1", "/\uFFEE 1", "/\U0001F600 1"], result.Rows("topPaths"));
        Assert.Equal(["/b /B 1", "/\uFFEE /b 1", "/\U0001F600 /\uFFEE 1"], result.Rows("topTransitions"));
    }

    [Fact]
    public async Task The_top_lists_hold_ten()
    {
        var result = await _cli.FiguresAsync(Enumerable.Range(0, 40).Select(at => LogLine.Combined($"10:00:{at:00}", $"/{at % 12:00}")).ToArray());
        Assert.Equal(10, result.Rows("topPaths").Length);
        Assert.Equal("/00 4", result.Rows("topPaths")[0]);
        Assert.Equal("/04 3", result.Rows("topPaths")[4]);
        Assert.Equal(10, result.Rows("topTransitions").Length);
    }

    [Fact]
    public async Task Lines_out_of_order_are_taken_by_time_then_line()
    {
        var result = await _cli.FiguresAsync(
            LogLine.Combined("10:40:00", "/d"), LogLine.Combined("10:00:00", "/a"),
            LogLine.Combined("10:20:00", "/b"), LogLine.Combined("10:20:00", "/c"));
        Assert.Equal(1, result.Number("sessions"));
        Assert.Equal(["/a /b 1", "/b /c 1", "/c /d 1"], result.Rows("topTransitions"));
    }

    [Theory]
    [InlineData("12:00:00", "+0200", 1)]
    [InlineData("05:15:00", "-0445", 1)]
    [InlineData("10:00:00", "+0200", 2)]
    public async Task The_offset_of_a_time_is_honoured(string time, string zone, long sessions)
    {
        var result = await _cli.FiguresAsync(LogLine.Combined("10:00:00"), LogLine.Combined(time, zone: zone));
        Assert.Equal(sessions, result.Number("sessions"));
    }

    [Fact]
    public async Task An_empty_log_is_a_report_of_zeros()
    {
        var result = await _cli.FiguresAsync();
        Assert.Equal(0, result.ExitCode);
        foreach (var member in (string[])["requests", "unparsed", "sessions", "pageviews", "bounceRequests", "bouncePageviews", "linesPerSecond"])
            Assert.Equal(0, result.Number(member));
        foreach (var member in (string[])["medianSessionSeconds", "medianSessionSecondsTwoPlus", "bounceShareRequests", "bounceSharePageviews"])
            Assert.Equal(JsonValueKind.Null, result.Json.GetProperty(member).ValueKind);
        Assert.Empty(result.Rows("topPaths"));
        Assert.Empty(result.Rows("topTransitions"));
    }
}
