using System.Text;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Logs.Clf;
using ServerSessions.Cli.Logs.Fields;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Logs;

public class ClfLineParserTests
{
    private readonly LogTexts _texts = new();
    private LogRecord _record;

    [Fact]
    public void Every_field_of_a_combined_line_is_kept()
    {
        Assert.True(Parse("192.0.2.9 ident bob [17/May/2026:10:05:03 +0200] \"POST /a/b?q=1 HTTP/1.1\" 302 77 \"http://r/\" \"Firefox\""));
        Assert.Equal(new DateTimeOffset(2026, 5, 17, 8, 5, 3, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000, _record.Time);
        Assert.Equal("192.0.2.9", _texts.Addresses.Text(_record.Address));
        Assert.Equal("bob", _texts.Users.Text(_record.User));
        Assert.Equal("POST", _texts.Methods.Text(_record.Method));
        Assert.Equal("/a/b", Path);
        Assert.Equal(302, _record.Status);
        Assert.Equal(77, _record.Bytes);
        Assert.Equal("http://r/", _texts.Referrers.Text(_record.Referrer));
        Assert.Equal("Firefox", Agent);
    }

    [Fact]
    public void A_dash_stands_for_nothing_but_as_the_agent_it_is_itself()
    {
        Assert.True(Parse("192.0.2.9 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 - \"-\" \"-\""));
        Assert.Equal((LogRecord.None, LogRecord.None, 0L), (_record.User, _record.Referrer, _record.Bytes));
        Assert.Equal("-", Agent);
    }

    [Theory]
    [InlineData("\"GET /a\\\"b HTTP/1.1\" 200 1 \"r\\\"f\" \"say \\\"x\\\"\"", "/a\\\"b", "say \\\"x\\\"")]
    [InlineData("\"GET /a\\\\ HTTP/1.1\" 200 1 \"-\" \"back\\\\\"", "/a\\\\", "back\\\\")]
    [InlineData("\"GET / HTTP/1.1\" 200 1", "/", "")]
    [InlineData("\"GET / HTTP/1.1\" 200 1 \"-\"", "/", "")]
    [InlineData("\"GET / HTTP/1.1\" 200 1 \"-\" \"A\" \"proxy\" 0.01", "/", "A")]
    [InlineData("\"GET / HTTP/1.1\" 200 1trailing", "/", "")]
    public void Quotes_may_be_escaped_and_what_follows_the_format_is_not_looked_at(string tail, string path, string agent)
    {
        Assert.True(Parse($"192.0.2.9 - - [17/May/2026:10:05:03 +0000] {tail}"));
        Assert.Equal((path, agent), (Path, Agent));
    }

    [Theory]
    [InlineData("bob smith")]
    [InlineData("a [b] c")]
    [InlineData("x [17/May/2026:10:05:03 +0000] y")]
    public void A_user_may_hold_spaces_and_brackets(string user)
    {
        Assert.True(Parse(LogLine.Combined(user: user)));
        Assert.Equal(user, _texts.Users.Text(_record.User));
    }

    [Fact]
    public void An_empty_user_is_none()
    {
        Assert.True(Parse(LogLine.Combined(user: "")));
        Assert.Equal(LogRecord.None, _record.User);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("GET")]
    [InlineData("get / HTTP/1.1")]
    [InlineData("GE / HTTP/1.1")]
    [InlineData("ABCDEFGHIJKLM / HTTP/1.1")]
    [InlineData("\\x16\\x03\\x01 / x")]
    public void A_request_line_that_cannot_be_read_counts_with_an_unknown_method_and_no_path(string request)
    {
        Assert.True(Parse(LogLine.WithRequest(request)));
        Assert.Equal((LogTexts.UnreadableMethod, LogTexts.Empty), (_record.Method, _record.Path));
    }

    [Theory]
    [InlineData("GET /a?b#c HTTP/1.1", "/a")]
    [InlineData("GET /a#c?b HTTP/1.1", "/a")]
    [InlineData("GET ?x HTTP/1.1", "/")]
    [InlineData("GET /A/%41/ HTTP/1.1", "/A/%41/")]
    [InlineData("GET https://shop.example/a?b HTTP/1.1", "/a")]
    [InlineData("GET HTTP://shop.example HTTP/1.1", "/")]
    [InlineData("GET http://shop.example?x=/y HTTP/1.1", "/")]
    [InlineData("GET a+b.c-1://h/p HTTP/1.1", "/p")]
    [InlineData("GET 1http://h/p HTTP/1.1", "1http://h/p")]
    [InlineData("GET http:/h/p HTTP/1.1", "http:/h/p")]
    [InlineData("CONNECT shop.example:443 HTTP/1.1", "shop.example:443")]
    [InlineData("GET  /two HTTP/1.1", "")]
    [InlineData("GET /no-version", "/no-version")]
    public void The_path_is_the_target_without_origin_query_and_fragment(string request, string path)
    {
        Assert.True(Parse(LogLine.WithRequest(request)));
        Assert.Equal(path, Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData(" 192.0.2.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1")]
    [InlineData("192.0.2.1\t- - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1")]
    [InlineData("192.0\u00A0.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1")]
    [InlineData("192.0.2.1 - - 17/May/2026:10:05:03 +0000 \"GET / HTTP/1.1\" 200 1")]
    [InlineData("192.0.2.1 - - [17/May/2026:10:05:03] \"GET / HTTP/1.1\" 200 1")]
    [InlineData("192.0.2.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1 200 1")]
    [InlineData("192.0.2.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\\\" 200 1")]
    [InlineData("192.0.2.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 20 1")]
    [InlineData("192.0.2.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 2000 1")]
    [InlineData("192.0.2.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 ")]
    [InlineData("192.0.2.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 x")]
    public void A_line_of_another_shape_is_none(string line) => Assert.False(Parse(line));

    [Theory]
    [InlineData("31/Feb/2026", "10:00:00", "+0000")]
    [InlineData("00/May/2026", "10:00:00", "+0000")]
    [InlineData("17/Xyz/2026", "10:00:00", "+0000")]
    [InlineData("17/Anf/2026", "10:00:00", "+0000")]
    [InlineData("17/May/0000", "10:00:00", "+0000")]
    [InlineData("17/May/2026", "24:00:00", "+0000")]
    [InlineData("17/May/2026", "10:60:00", "+0000")]
    [InlineData("17/May/2026", "10:00:60", "+0000")]
    [InlineData("17/May/2026", "10:00:00", "+2400")]
    public void A_time_that_cannot_be_fails_the_line(string date, string time, string zone) =>
        Assert.False(Parse(LogLine.Combined(time, date: date, zone: zone)));

    [Fact]
    public void Bytes_that_are_no_utf8_become_the_replacement_character_so_that_equal_looking_texts_are_equal()
    {
        Assert.True(Parse([.. Encoding.UTF8.GetBytes("192.0.2.9 - - [17/May/2026:10:05:03 +0000] \"GET /a"), 0xE2, 0x82, .. "/b HTTP/1.1\" 200 1"u8]));
        var first = _record.Path;
        Assert.Equal("/a\uFFFD/b", Path);
        Assert.True(Parse([.. Encoding.UTF8.GetBytes("192.0.2.9 - - [17/May/2026:10:05:03 +0000] \"GET /a"), 0xFF, .. "/b HTTP/1.1\" 200 1"u8]));
        Assert.Equal(first, _record.Path);
    }

    [Fact]
    public void Read_as_common_format_a_line_has_no_agent()
    {
        Assert.Equal(LineKind.Request, Parser(withAgent: false).Parse(Encoding.UTF8.GetBytes(LogLine.Combined()), 1, out _record));
        Assert.Equal("", Agent);
    }

    private string Path => _texts.Paths.Text(_record.Path);

    private string Agent => _texts.Agents.Text(_record.Agent);

    private bool Parse(string line) => Parse(Encoding.UTF8.GetBytes(line));

    private bool Parse(byte[] line) => Parser(withAgent: true).Parse(line, 1, out _record) == LineKind.Request;

    private ClfLineParser Parser(bool withAgent) => new(new LineTexts(_texts, new LogKeys(byAgent: true)), new AddressPairs(mayBeHost: true), withAgent);
}
