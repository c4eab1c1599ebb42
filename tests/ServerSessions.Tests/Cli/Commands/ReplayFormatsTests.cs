using ServerSessions.Tests.Cli.Replay;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Commands;

public sealed class ReplayFormatsTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_log_of_which_most_lines_are_not_read_says_what_was_tried_and_shows_no_figures()
    {
        var result = await _cli.RunAsync("replay", _cli.Log("a.log", LogLine.Combined(), "first \u001b[31mred", "second"), "--json");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("1 of 3 lines could be read", result.Error, StringComparison.Ordinal);
        Assert.All(["combined", "Caddy", "Serilog compact", "#Fields", "AWS", "syslog"], word => Assert.Contains(word, result.Error, StringComparison.Ordinal));
        Assert.Contains("a.log:2: first \\u{001B}[31mred", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("replay", _cli.Log("a.log", LogLine.Combined(), "half"))).ExitCode);
    }

    [Theory]
    [InlineData("begins with 'www.shop.example:443', which is no address", "www.shop.example:443 - - [17/May/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1")]
    [InlineData("need the line #Fields:", "2026-03-02 10:00:01 198.51.100.7 GET /a 200")]
    [InlineData("--map ip=NAME", """{"@t":"2026-03-02T10:00:01Z","RequestMethod":"GET","RequestPath":"/","StatusCode":200,"Peer":"198.51.100.7"}""")]
    [InlineData("Members of the line: @t, RequestMethod, RequestPath, StatusCode, Peer", """{"@t":"2026-03-02T10:00:01Z","RequestMethod":"GET","RequestPath":"/","StatusCode":200,"Peer":"198.51.100.7"}""")]
    [InlineData("--map time=NAME,ip=NAME,method=NAME,path=NAME,status=NAME", """{"a":{"b":1}}""")]
    [InlineData("a.b", """{"a":{"b":1}}""")]
    [InlineData("the time needs its offset", """{"time":"2026-03-02T10:00:01","ip":"198.51.100.7","method":"GET","path":"/","status":200}""")]
    [InlineData("{\"time\":\"2026-03-02T10:00:01Z\"", "hello world")]
    [InlineData("{\"time\":\"2026-03-02T10:00:01Z\"", "2026/03/02 09:23:53 [error] 19#19: *17 client: 127.0.0.1, request: \"GET / HTTP/1.1\"")]
    public async Task What_to_write_follows_from_the_first_line(string advice, string line)
    {
        var result = await _cli.RunAsync("replay", _cli.Log("a.log", line), "--json");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(advice, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_visitors_behind_one_virtual_host_are_two()
    {
        string Line(string ip, string time) => $"www.shop.example:443 {LogLine.Combined(time, ip: ip)}";
        var result = await _cli.FiguresAsync(Line("192.0.2.1", "10:00:00"), Line("192.0.2.2", "10:00:01"), Line("192.0.2.1", "10:00:02"));
        Assert.Equal((3, 2, 0), (result.Number("requests"), result.Number("sessions"), result.Number("unparsed")));
    }

    [Theory]
    [InlineData("--map was given 'colour=red'", "--map", "colour=red")]
    [InlineData("--map was given 'ip='", "--map", "time=at,ip=")]
    [InlineData("--map needs names such as", "--map")]
    [InlineData("Expected auto, combined, common, vhost, w3c, jsonl or alb", "--format", "xml")]
    public async Task A_mapping_that_cannot_be_used_is_named(string message, params string[] arguments)
    {
        var result = await _cli.RunAsync(["replay", _cli.Log("a.log"), .. arguments]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_are_mapped_on_the_command_line()
    {
        var log = _cli.Log("a.log", """{"at":1772445601,"peer":{"ip":"198.51.100.7"},"verb":"GET","url":"/a","code":200}""");
        var result = await _cli.RunAsync("replay", "--map", "time=at,ip=peer.ip", "method=verb,path=url,status=code", "--json", log);
        Assert.Equal((0, 1), (result.ExitCode, result.Number("requests")));
    }

    [Fact]
    public async Task A_log_without_addresses_says_that_connections_stand_for_visitors()
    {
        string Line(string connection) => $$"""{"@t":"2026-03-02T10:00:01Z","RequestMethod":"GET","RequestPath":"/","StatusCode":200,"ConnectionId":"{{connection}}"}""";
        var result = await _cli.FiguresAsync(Line("0HN1"), Line("0HN1"), Line("0HN2"));
        Assert.Equal((0, 3, 2), (result.ExitCode, result.Number("requests"), result.Number("sessions")));
        Assert.Contains("3 of 3 requests have no address of a client: each connection counts as a visitor", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31/Dec/9999", "-1200")]
    [InlineData("01/Jan/0001", "+2359")]
    public async Task Times_at_the_ends_of_the_calendar_are_steps_and_times_beyond_are_not_read(string date, string beyond)
    {
        string[] lines = [LogLine.Combined("23:58:00", "/a", date: date), LogLine.Combined("23:58:00", "/b", date: date), LogLine.Combined("23:58:00", "/c", date: date, zone: beyond)];
        Assert.Equal(2, (await _cli.StepsAsync(lines)).Length);
    }

    [Fact]
    public async Task Directives_and_other_events_are_counted_apart()
    {
        var result = await _cli.RunAsync("replay", _cli.Log("u_ex.log", "#Version: 1.0", "#Fields: date time c-ip cs-method cs-uri-stem sc-status", "2026-03-02 10:00:01 198.51.100.7 GET /a 200"));
        Assert.Contains("2 lines are no requests", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await _cli.RunAsync("replay", _cli.PathOf("u_ex.log"), "--json")).Number("otherLines"));
        Assert.Equal(0, (await _cli.RunAsync("replay", _cli.Log("none.log", "#Version: 1.0", "#Fields: date time"))).ExitCode);
    }

    [Theory]
    [InlineData("?id=1", "?id=1", "?id=1", "1")]
    [InlineData("?id=1", "?id=2", "?id=3", null)]
    [InlineData("", "", "", "1")]
    public async Task Queries_distinguish_requests_of_a_step_as_in_capture(string first, string second, string third, string? rage)
    {
        var steps = await _cli.StepsAsync([LogLine.Combined("10:00:00", "/a" + first), LogLine.Combined("10:00:01", "/a" + second), LogLine.Combined("10:00:02", "/a" + third)]);
        Assert.Equal(rage, steps[0].TryGetProperty("rage", out var count) ? count.ToString() : null);
    }

    [Fact]
    public async Task Values_of_a_route_distinguish_its_requests()
    {
        var routes = _cli.Log("routes.txt", "GET /items/{id}");
        string[] Lines(params int[] ids) => [.. ids.Select((id, second) => LogLine.Combined($"10:00:0{second}", $"/items/{id}"))];
        Assert.True((await _cli.StepsAsync(Lines(1, 1, 1), "--routes", routes))[0].TryGetProperty("rage", out _));
        Assert.False((await _cli.StepsAsync(Lines(1, 2, 3), "--routes", routes))[0].TryGetProperty("rage", out _));
    }

    [Fact]
    public async Task A_finding_about_an_account_lists_the_addresses_that_it_was_used_from()
    {
        string Attempt(int n) => $$"""{"time":"2026-05-17T10:{{n:00}}:00Z","ip":"203.0.{{n % 6}}.9","method":"POST","path":"/sign-in","status":401,"account":"ann"}""";
        var alert = Assert.Single(await _cli.AlertsAsync(Enumerable.Range(0, 12).Select(Attempt), "--login", "/sign-in"));
        Assert.Equal("D3", alert.Text("rule"));
        Assert.Equal(Enumerable.Range(0, 6).Select(n => $"203.0.{n}.9"), alert.GetProperty("addresses").EnumerateArray().Select(address => address.GetString()));
    }
}
