using ServerSessions.Cli.Logs;

namespace ServerSessions.Tests.Cli.Logs;

/// <summary>JSON lines by the documentation of their makers.</summary>
public class JsonProfilesTests
{
    private const string Read = "2026-03-02T10:00:01.123000 198.51.100.7 GET /shop id=1 200";

    private const string Caddy = """
        {"level":"info","ts":1772445601.123,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"10.0.0.1","remote_port":"41342","client_ip":"198.51.100.7","proto":"HTTP/2.0",
        "method":"GET","host":"shop.example","uri":"/shop?id=1","headers":{"User-Agent":["Firefox 145"],"Referer":["https://shop.example/"],"Accept":["*/*"]},"tls":{"resumed":false}},
        "bytes_read":0,"user_id":"bob","duration":0.0012,"size":512,"status":200,"resp_headers":{"Server":["Caddy"]}}
        """;

    private const string Traefik = """
        {"ClientAddr":"198.51.100.7:52458","ClientHost":"198.51.100.7","ClientPort":"52458","ClientUsername":"bob","DownstreamContentSize":512,"DownstreamStatus":200,"Duration":1200000,
        "OriginStatus":500,"RequestMethod":"GET","RequestPath":"/shop?id=1","StartUTC":"2026-03-02T10:00:01.123000001Z","level":"info","msg":"","request_User-Agent":"Firefox 145",
        "request_Referer":"https://shop.example/","time":"2026-03-02T10:00:02Z"}
        """;

    private const string Nginx = """
        {"msec":"1772445601.123","remote_addr":"198.51.100.7","remote_user":"bob","request_method":"GET","request_uri":"/shop?id=1","status":"200","body_bytes_sent":"512",
        "request_time":"0.0012","http_referrer":"https://shop.example/","http_user_agent":"Firefox 145","http_x_forwarded_for":""}
        """;

    private const string NginxRequest = """
        {"@timestamp":"2026-03-02T12:00:01.123+02:00","remote_addr":"198.51.100.7","remote_user":"bob","request":"GET /shop?id=1 HTTP/2.0","status":200,"bytes_sent":512,
        "request_time":0.0012,"http_referer":"https://shop.example/","http_user_agent":"Firefox 145"}
        """;

    private const string NginxLocal = """
        {"time_local":"02/Mar/2026:10:00:01.123 +0000","remote_addr":"10.0.0.1","http_x_forwarded_for":"198.51.100.7, 10.0.0.2","remote_user":"bob","request_method":"GET","uri":"/shop",
        "args":"id=1","status":200,"body_bytes_sent":512,"request_time":0.0012,"http_referer":"https://shop.example/","http_user_agent":"Firefox 145"}
        """;

    private const string Cloudflare = """
        {"ClientIP":"198.51.100.7","ClientRequestHost":"shop.example","ClientRequestMethod":"GET","ClientRequestURI":"/shop?id=1","EdgeResponseBytes":512,"EdgeResponseStatus":200,
        "EdgeStartTimestamp":1772445601123000000,"EdgeEndTimestamp":1772445601124000000,"ClientRequestReferer":"https://shop.example/","ClientRequestUserAgent":"Firefox 145","RayID":"3a6"}
        """;

    private const string Compact = """
        {"@t":"2026-03-02T10:00:01.1230000Z","@mt":"HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms","RequestMethod":"GET","RequestPath":"/shop?id=1",
        "StatusCode":200,"Elapsed":1.2,"SourceContext":"Serilog.AspNetCore.RequestLoggingMiddleware","ClientIp":"198.51.100.7","UserAgent":"Firefox 145","UserName":"bob"}
        """;

    private const string Serilog = """
        {"Timestamp":"2026-03-02T11:00:01.1230000+01:00","Level":"Information","MessageTemplate":"HTTP","Properties":{"RequestMethod":"GET","RequestPath":"/shop","QueryString":"?id=1",
        "StatusCode":200,"Elapsed":1.2,"ClientIp":"198.51.100.7","ClientAgent":"Firefox 145","UserName":"bob"}}
        """;

    private const string Console = """
        {"Timestamp":"2026-03-02T10:00:01.123Z","EventId":2,"LogLevel":"Information","Category":"Microsoft.AspNetCore.Hosting.Diagnostics","Message":"Request finished",
        "State":{"Message":"Request finished","ElapsedMilliseconds":1.2,"StatusCode":200,"Protocol":"HTTP/2","Method":"GET","Scheme":"https","Host":"shop.example","PathBase":"","Path":"/shop",
        "QueryString":"?id=1","User-Agent":"Firefox 145","{OriginalFormat}":"Request finished"},"Scopes":[{"Message":"RequestId:1","RequestId":"1"},{"ClientIp":"198.51.100.7"}]}
        """;

    private const string Connected = "{\"@t\":\"2026-03-02T10:00:01Z\",\"RequestMethod\":\"GET\",\"RequestPath\":\"/\",\"StatusCode\":200,MORE}";

    [Theory]
    [InlineData("/what?/b", "?id=1", "/what?/b", "id=1")]
    [InlineData("/a#b", "id=1", "/a#b", "id=1")]
    [InlineData("/what?x=2", "", "/what?x=2", null)]
    [InlineData("/a?id=1", "?id=1", "/a", "id=1")]
    public void A_mark_in_a_decoded_path_hides_no_query_of_a_member_of_its_own(string path, string query, string readPath, string? readQuery)
    {
        foreach (var order in (string[])[$"\"RequestPath\":\"{path}\",\"QueryString\":\"{query}\"", $"\"QueryString\":\"{query}\",\"RequestPath\":\"{path}\""])
        {
            var request = ReadLog.Of($"{{\"@t\":\"2026-03-02T10:00:01Z\",\"RequestMethod\":\"GET\",{order},\"StatusCode\":200,\"ClientIp\":\"198.51.100.7\"}}").Only;
            Assert.Equal((readPath, readQuery), (request.Path, request.Query));
        }
    }

    [Fact]
    public void Without_an_address_the_connection_stands_for_the_visitor()
    {
        string[] more = ["\"ConnectionId\":\"0HN1\",\"RequestId\":\"0HN1:00000001\"", "\"RequestId\":\"0HN1:00000002\"", "\"ConnectionId\":\"0HN2\"", "\"ClientIp\":\"198.51.100.7\",\"ConnectionId\":\"0HN1\"", "\"RequestId\":\"4000-77\""];
        var log = ReadLog.Of([.. more.Select(m => Connected.Replace("MORE", m, StringComparison.Ordinal))]);
        Assert.Equal((4, 1), (log.Requests.Count, log.Unparsed));
        Assert.Equal(log.Requests[0].Key, log.Requests[1].Key);
        Assert.Equal(3, log.Requests.Select(request => request.Key).Distinct().Count());
        Assert.Equal([null, null, null, "198.51.100.7"], log.Requests.Select(request => request.Address));
    }

    public static TheoryData<string> All => [Caddy, Traefik, Nginx, NginxRequest, NginxLocal, Cloudflare, Compact, Serilog, Console];

    [Theory]
    [MemberData(nameof(All))]
    public void Each_maker_is_read_by_its_own_names(string lines)
    {
        var request = ReadLog.Of(OneLine(lines)).Only;
        Assert.Equal(Read, request.Line);
        Assert.Equal("Firefox 145", request.Agent);
        Assert.True(request.Referrer is null or "https://shop.example/");
        Assert.True(request.User is null or "bob");
        Assert.True(request.Duration is 0 or 1200);
        Assert.True(request.Bytes is 0 or 512);
    }

    [Theory]
    [InlineData(Caddy, "198.51.100.7", "10.0.0.1")]
    [InlineData(Traefik, "\"ClientHost\":\"198.51.100.7\"", "\"ClientHost\":\"198.51.100.9\"")]
    [InlineData(Caddy, "\"client_ip\":\"198.51.100.7\",", "")]
    public void The_first_known_name_wins(string lines, string old, string next) =>
        Assert.Equal(next.Contains(".9", StringComparison.Ordinal) ? "198.51.100.9" : "10.0.0.1", ReadLog.Of(OneLine(lines).Replace(old, next, StringComparison.Ordinal)).Only.Address);

    [Theory]
    [MemberData(nameof(All))]
    public void A_request_without_an_address_is_none(string lines)
    {
        var line = OneLine(lines);
        Assert.Equal(1, ReadLog.Of(line.Replace("198.51.100.7", "web-1", StringComparison.Ordinal).Replace("10.0.0.1", "proxy", StringComparison.Ordinal).Replace("10.0.0.2", "x", StringComparison.Ordinal)).Unparsed);
    }

    [Theory]
    [InlineData("1772445601", "2026-03-02T10:00:01.000000")]
    [InlineData("1772445601.5", "2026-03-02T10:00:01.500000")]
    [InlineData("1772445601500", "2026-03-02T10:00:01.500000")]
    [InlineData("1772445601500000", "2026-03-02T10:00:01.500000")]
    [InlineData("1772445601500000000", "2026-03-02T10:00:01.500000")]
    [InlineData("2026", null)]
    [InlineData("-1772445601", null)]
    [InlineData("1e300", null)]
    public void A_number_is_a_time_since_1970_in_the_unit_of_its_size(string number, string? time)
    {
        var log = ReadLog.Of(OneLine(Nginx).Replace("1772445601.123", number, StringComparison.Ordinal), OneLine(Nginx));
        Assert.Equal(time ?? "2026-03-02T10:00:01.123000", $"{(time is null ? log.Only : log.Requests.Single(request => request.Time.Millisecond != 123)).Time:yyyy-MM-ddTHH:mm:ss.ffffff}");
        Assert.Equal(time is null ? 1 : 0, log.Unparsed);
    }

    [Fact]
    public void Other_events_of_an_application_are_no_requests_and_not_lost()
    {
        var log = ReadLog.Of("""{"@t":"2026-03-02T10:00:00Z","@mt":"Now listening on: {address}","address":"http://localhost:5000"}""", OneLine(Compact), """{"@t":"2026-03-02T10:00:02Z","@mt":"Bye"}""");
        Assert.Equal((1, 2, 0), (log.Requests.Count, log.Others, log.Unparsed));
    }

    [Fact]
    public void Events_among_which_there_is_no_request_are_lines_that_could_not_be_read()
    {
        var log = ReadLog.Of("""{"@t":"2026-03-02T10:00:00Z","@mt":"Hello"}""", """{"@t":"2026-03-02T10:00:02Z","@mt":"Bye"}""");
        Assert.Equal((0, 0, 2), (log.Requests.Count, log.Others, log.Unparsed));
    }

    [Fact]
    public void Members_of_other_names_are_mapped_before_the_known_ones()
    {
        var map = new FieldMap([
            (LogField.Time, "event.at"), (LogField.Address, "peer.address"), (LogField.RequestLine, "what"), (LogField.Status, "code"), (LogField.Agent, "client.name"), (LogField.User, "who")]);
        var log = ReadLog.Of(LogFormat.Auto, map,
            """{"event":{"at":1772445601123},"peer":{"address":"198.51.100.7:4711"},"what":"GET /shop?id=1 HTTP/1.1","code":"200","client.name":"Firefox 145","who":"bob"}""");
        Assert.Equal((Read, "Firefox 145", "bob"), (log.Only.Line, log.Only.Agent, log.Only.User));
        Assert.Equal("203.0.113.9", ReadLog.Of(LogFormat.Auto, new FieldMap([(LogField.Address, "RemoteAddr")]),
            OneLine(Compact).Replace("\"ClientIp\"", "\"RemoteAddr\":\"203.0.113.9\",\"ClientIp\"", StringComparison.Ordinal)).Only.Address);
    }

    [Fact]
    public void A_member_that_names_the_session_stands_for_an_address()
    {
        var line = """{"@t":"2026-03-02T10:00:01Z","RequestMethod":"GET","RequestPath":"/","StatusCode":200,"ConnectionId":"0HN1"}""";
        var map = new FieldMap([(LogField.Session, "ConnectionId")]);
        var log = ReadLog.Of(LogFormat.Auto, map, line, line, line.Replace("0HN1", "0HN2", StringComparison.Ordinal));
        Assert.Equal((3, 2), (log.Requests.Count, log.Requests.Select(request => request.Key).Distinct().Count()));
        Assert.All(log.Requests, request => Assert.Null(request.Address));
    }

    private static string OneLine(string lines) => lines.ReplaceLineEndings("");
}
