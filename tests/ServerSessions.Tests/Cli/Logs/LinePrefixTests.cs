using System.Text.Json;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Logs;

/// <summary>Prefixes by RFC 3164 and 5424, and by the documentation of Docker and Kubernetes.</summary>
public class LinePrefixTests
{
    private static readonly string Line = LogLine.Combined(path: "/a?b");

    [Theory]
    [InlineData("<190>Mar  2 10:00:01 web1 nginx: ")]
    [InlineData("Mar 12 10:00:01 web1 nginx[123]: ")]
    [InlineData("Mar 12 10:00:01.123456 web1 nginx[123]: ")]
    [InlineData("2026-03-02T10:00:01.123456+00:00 web1 nginx: ")]
    [InlineData("<165>1 2026-03-02T10:00:01.003Z web1 nginx 77 ID47 - ")]
    [InlineData("<165>1 2026-03-02T10:00:01.003Z web1 nginx - - [a@1 x=\"1\\]2\"][b@1 y=\"]\"] \uFEFF")]
    [InlineData("2026-03-02T10:00:01.669794202Z stdout F ")]
    [InlineData("2026-03-02T10:00:01.669794202+01:00 stderr F ")]
    [InlineData("2026-03-02T10:00:01.669794202Z ")]
    [InlineData("[pod/web-5d4/nginx] ")]
    [InlineData("[pod/web-5d4/nginx] 2026-03-02T10:00:01.6Z ")]
    [InlineData("web-1  | ")]
    public void A_line_is_read_behind_its_prefix(string prefix)
    {
        var log = ReadLog.Of(prefix + Line, prefix + Line.Replace("/a?b", "/c", StringComparison.Ordinal), "no line");
        Assert.Equal(["2026-05-17T10:00:00.000000 192.0.2.1 GET /a b 200", "2026-05-17T10:00:00.000000 192.0.2.1 GET /c - 200"], log.Requests.Select(request => request.Line));
        Assert.Equal(1, log.Unparsed);
    }

    [Fact]
    public void A_file_of_docker_holds_the_line_as_a_text()
    {
        string File(string line) => JsonSerializer.Serialize(new { log = line + "\n", stream = "stdout", time = "2026-05-17T10:00:00.1Z" });
        Assert.Equal(2, ReadLog.Of(File("starting"), File(Line), File(Line)).Requests.Count);
        Assert.Single(ReadLog.Of(File(LogLine.Json())).Requests);
    }

    [Fact]
    public void Json_lines_are_read_behind_prefixes_as_well() =>
        Assert.Equal(2, ReadLog.Of("2026-03-02T10:00:01.6Z stdout F " + LogLine.Json(), "2026-03-02T10:00:01.6Z stdout F " + LogLine.Json()).Requests.Count);

    [Theory]
    [InlineData("2026-03-02T10:00:01.669794202Z stdout P ")]
    [InlineData("Mar  2 10:00:01 web1 ")]
    [InlineData("<1900>Mar  2 10:00:01 web1 nginx: ")]
    [InlineData("two words | ")]
    public void A_text_that_is_no_prefix_stays_and_fails_the_line(string prefix) => Assert.Equal(1, ReadLog.Of(prefix + "x " + Line).Unparsed);
}
