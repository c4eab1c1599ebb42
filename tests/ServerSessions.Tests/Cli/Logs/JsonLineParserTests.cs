using System.Text;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Logs.Fields;
using ServerSessions.Cli.Logs.Json;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Logs;

public class JsonLineParserTests
{
    private readonly LogTexts _texts = new();
    private readonly LogKeys _keys = new(byAgent: true);
    private LogRecord _record;

    [Fact]
    public void Every_member_is_kept_in_any_order_and_unknown_ones_are_passed_over()
    {
        Assert.True(Parse("""
            {"status":302,"x":{"y":[1,{"time":0}]},"path":"http://h/a?b","method":"POST","ip":"2001:db8::1","time":"2026-05-17T10:00:00.123456+02:00",
            "bytes":77,"referrer":"http:\/\/r","userAgent":"Fire\u0066ox \ud83d\ude00","user":"bob","session":"s1","account":"acc","durationMs":1.5}
            """));
        Assert.Equal(new DateTimeOffset(2026, 5, 17, 8, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() * 1_000_000 + 123_456, _record.Time);
        Assert.Equal("2001:db8::1", _texts.Addresses.Text(_record.Address));
        Assert.Equal("POST", _texts.Methods.Text(_record.Method));
        Assert.Equal("/a", _texts.Paths.Text(_record.Path));
        Assert.Equal((302, 77L, 1500L), (_record.Status, _record.Bytes, _record.Duration));
        Assert.Equal("http://r", _texts.Referrers.Text(_record.Referrer));
        Assert.Equal("Firefox \U0001F600", _texts.Agents.Text(_record.Agent));
        Assert.Equal(("bob", "acc"), (_texts.Users.Text(_record.User), _texts.Users.Text(_record.Account)));
        Assert.Equal("s1", _texts.Sessions.Text(_keys.SessionOf(_record.Key)));
    }

    [Fact]
    public void A_named_session_is_the_key_whatever_address_and_agent_are()
    {
        Assert.True(Parse(LogLine.Json(more: ",\"session\":\"s1\",\"userAgent\":\"A\"")));
        var first = _record.Key;
        Assert.True(Parse(LogLine.Json(ip: "192.0.2.2", more: ",\"session\":\"s1\",\"userAgent\":\"B\"")));
        Assert.Equal(first, _record.Key);
        Assert.True(Parse(LogLine.Json(more: ",\"userAgent\":\"A\"")));
        Assert.NotEqual(first, _record.Key);
        Assert.Equal(LogRecord.None, _keys.SessionOf(_record.Key));
    }

    [Fact]
    public void Null_is_the_same_as_not_given()
    {
        Assert.True(Parse(LogLine.Json(more: ",\"session\":null,\"userAgent\":null,\"bytes\":null,\"durationMs\":null")));
        Assert.Equal((LogTexts.Empty, 0L, 0L), (_record.Agent, _record.Bytes, _record.Duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\"")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\"}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":\"200\"}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":1000}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":\"web-1\",\"method\":\"GET\",\"path\":\"/\",\"status\":200}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":1,\"method\":\"GET\",\"path\":\"/\",\"status\":200}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":200}")]
    [InlineData("{\"time\":\"2026-05-17\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":200}")]
    [InlineData("{\"time\":\"2026-02-31T10:00:00Z\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":200}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":200}{}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"\\ud800\",\"status\":200}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":200,\"durationMs\":1e300}")]
    [InlineData("{\"time\":\"2026-05-17T10:00:00Z\",\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":200,\"bytes\":-1}")]
    public void A_line_that_is_not_such_an_object_is_none(string line) => Assert.False(Parse(line));

    [Fact]
    public void Bytes_that_are_no_utf8_become_the_replacement_character()
    {
        var line = Encoding.UTF8.GetBytes(LogLine.Json(path: "/#"));
        line[line.IndexOf((byte)'#')] = 0xFF;
        Assert.Equal(LineKind.Request, Parser.Parse(line, 1, out var record));
        Assert.Equal("/\uFFFD", _texts.Paths.Text(record.Path));
    }

    private JsonLineParser Parser => new(new LineTexts(_texts, _keys), JsonProfiles.All(FieldMap.Empty)[0]);

    private bool Parse(string line) => Parser.Parse(Encoding.UTF8.GetBytes(line), 1, out _record) == LineKind.Request;
}
