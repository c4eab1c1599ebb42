using System.Text;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Several_files_plain_packed_and_piped_are_one_log()
    {
        _cli.Input = Encoding.UTF8.GetBytes(LogLine.Combined("10:20:00", "/b"));
        var result = await _cli.RunAsync(
            "replay", _cli.Log("new.log", LogLine.Combined("10:40:00", "/c")), "-", _cli.Gzip("old.log.gz", LogLine.Combined("10:00:00", "/a")), "--json");
        Assert.Equal((3, 1), (result.Number("requests"), result.Number("sessions")));
        Assert.Equal(["/a /b 1", "/b /c 1"], result.Rows("topTransitions"));
    }

    [Fact]
    public async Task Each_file_may_have_its_own_format()
    {
        var result = await _cli.RunAsync(
            "replay", _cli.Log("a.log", "junk", LogLine.Common("10:00:00")), _cli.Log("b.jsonl", LogLine.Json("10:01:00"), LogLine.Combined("10:02:00")), "--json");
        Assert.Equal((2, 2, 1), (result.Number("requests"), result.Number("unparsed"), result.Number("sessions")));
    }

    [Theory]
    [InlineData("combined", 2, 2)]
    [InlineData("common", 2, 2)]
    [InlineData("jsonl", 2, 2)]
    [InlineData("auto", 2, 2)]
    public async Task The_format_given_is_the_only_one_read(string format, long requests, long unparsed)
    {
        var log = _cli.Log("a.log", LogLine.Combined(agent: "A"), LogLine.Json(), LogLine.Combined(agent: "B"), LogLine.Json("10:01:00"));
        var result = await _cli.RunAsync("replay", "--format", format, log, "--json");
        Assert.Equal((requests, unparsed), (result.Number("requests"), result.Number("unparsed")));
        Assert.Equal(format is "common" or "jsonl" ? 1 : requests, result.Number("sessions"));
    }

    [Fact]
    public async Task Windows_line_ends_and_blank_lines_change_nothing()
    {
        var text = $"{LogLine.Combined("10:00:00", "/a")}\r\n\r\n \t\r\n\u00A0\r\n{LogLine.Combined("10:00:01", "/b")}\r\n";
        var result = await _cli.RunAsync("replay", _cli.Bytes("a.log", Encoding.UTF8.GetBytes(text)), "--json");
        Assert.Equal((2, 0, 1), (result.Number("requests"), result.Number("unparsed"), result.Number("sessions")));
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_counted_and_the_first_three_shown_harmless_and_short()
    {
        var log = _cli.Log("a.log", LogLine.Combined(), "first \u001b[31mred", new string('x', 300), "\u202Ethird", "fourth", LogLine.Combined(), LogLine.Combined(), LogLine.Combined());
        var result = await _cli.RunAsync("replay", log, "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(4, result.Number("unparsed"));
        Assert.Contains("a.log:2: first \\u{001B}[31mred", result.Error, StringComparison.Ordinal);
        Assert.Contains($"a.log:3: {new string('x', 200)}...\n", result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("a.log:4: \\u{202E}third", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fourth", result.Error, StringComparison.Ordinal);
        Assert.Contains("a.log:2: first", (await _cli.RunAsync("replay", log)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_for_a_reader_has_the_same_figures()
    {
        var log = _cli.Log("a.log", LogLine.Combined("10:00:00", "/a"), LogLine.Combined("10:00:30", "/\u001bb"), LogLine.Combined(ip: "192.0.2.2"));
        var text = (await _cli.RunAsync("replay", log)).Output.ReplaceLineEndings("\n");
        Assert.Contains("Requests       3, and 0 lines that could not be read\n", text, StringComparison.Ordinal);
        Assert.Contains("Sessions       2 by address and user agent", text, StringComparison.Ordinal);
        Assert.Contains("Median length  15 s; 30 s of those with two requests or more\n", text, StringComparison.Ordinal);
        Assert.Contains("1 with one request (50.00 %)", text, StringComparison.Ordinal);
        Assert.Contains("1  /a -> /\\u{001B}b\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_count_the_requests_that_match_and_those_that_do_not()
    {
        var routes = _cli.Log("routes.txt", "# the shop", "", "GET /orders/{id}", "GET\t/orders/new", "POST /orders");
        var log = _cli.Log("a.log", LogLine.Combined(path: "/orders/1"), LogLine.Combined(path: "/orders/2?x"), LogLine.Combined(path: "/orders/new"),
            LogLine.Combined(path: "/orders"), LogLine.WithRequest("-"));
        var figures = (await _cli.RunAsync("replay", log, "--routes", routes, "--json")).Json.GetProperty("routes");
        Assert.Equal((3, 2), (figures.GetProperty("matched").GetInt64(), figures.GetProperty("unmatched").GetInt64()));
        Assert.Equal("GET /orders/{id}", figures.GetProperty("top")[0].GetProperty("route").GetString());
        Assert.Equal(2, figures.GetProperty("top")[0].GetProperty("count").GetInt64());
    }

    [Fact]
    public async Task A_route_file_that_cannot_be_read_names_its_line()
    {
        var result = await _cli.RunAsync("replay", _cli.Log("a.log"), "--routes", _cli.Log("routes.txt", "GET /", "get /a"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("routes.txt, line 2: expected a method", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_archive_is_bad_input()
    {
        var result = await _cli.RunAsync("replay", _cli.Log("a.log.gz", "this is not gzip"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("could not be read", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_is_shown_on_the_error_stream_of_a_terminal_only(bool isTerminal)
    {
        _cli.ErrorIsTerminal = isTerminal;
        var result = await _cli.FiguresAsync(LogLine.Combined(), LogLine.Combined());
        Assert.Equal(2, result.Number("requests"));
        Assert.Equal(isTerminal, result.Error.Contains("Reading", StringComparison.Ordinal));
        Assert.Equal(isTerminal, result.Error.Contains("Replaying", StringComparison.Ordinal));
        Assert.Equal(isTerminal, result.Error.Length > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirected_report_has_no_control_character(bool isTerminal)
    {
        _cli.OutputIsTerminal = isTerminal;
        var lines = Enumerable.Range(0, 20).Select(n => LogLine.Combined($"10:00:{n:00}", $"/old/{n}", status: 404)).Prepend(LogLine.Combined("09:00:00", "/list"));
        var text = (await _cli.RunAsync("replay", _cli.Log("access.log", [.. lines]))).Output;
        Assert.Contains("D13", text, StringComparison.Ordinal);
        Assert.Contains("/list", text, StringComparison.Ordinal);
        if (!isTerminal)
            Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter is not ('\r' or '\n'));
    }

    [Fact]
    public async Task The_time_taken_and_the_lines_a_second_are_reported()
    {
        _cli.Time = new SteppingTime();
        var result = await _cli.FiguresAsync(LogLine.Combined(), "", "junk", LogLine.Combined());
        Assert.Equal(4 / result.Value("elapsedSeconds"), result.Value("linesPerSecond"));
    }

    [Fact]
    public async Task Without_a_terminal_only_the_report_is_written() =>
        Assert.Equal("", (await _cli.FiguresAsync(LogLine.Combined())).Error);
}
