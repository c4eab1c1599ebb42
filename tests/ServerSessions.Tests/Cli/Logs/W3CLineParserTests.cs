using ServerSessions.Cli.Logs;

namespace ServerSessions.Tests.Cli.Logs;

/// <summary>W3C extended format by its draft, and by the documentation of IIS, ASP.NET Core's W3CLogger and CloudFront.</summary>
public class W3CLineParserTests
{
    private const string Iis = "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken";

    private const string CloudFront = "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) "
        + "x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version "
        + "fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";

    private static readonly string Delivered = string.Join('\t',
        "2026-03-02", "10:00:01", "FRA50-P2", "2390", "198.51.100.7", "GET", "d111.cloudfront.net", "/shop/a%20b", "200", "https://shop.example/", "Mozilla/5.0%20(X11)%20Firefox/145", "id=1", "-",
        "Hit", "abc==", "www.shop.example", "https", "23", "0.112", "-", "TLSv1.3", "TLS_AES_128_GCM_SHA256", "Hit", "HTTP/2.0", "-", "-", "11040", "0.112", "Hit", "text/html", "78", "-", "-");

    [Fact]
    public void A_log_of_iis_is_read_by_its_fields_with_blanks_for_plus_signs()
    {
        var log = ReadLog.Of("#Software: Microsoft Internet Information Services 10.0", "#Version: 1.0", "#Date: 2026-03-02 10:00:01", Iis,
            "2026-03-02 10:00:01 10.0.0.4 GET /shop id=1 443 EXAMPLE\\bob 198.51.100.7 Mozilla/5.0+(X11)+Firefox/145 https://shop.example/ 200 0 0 15");
        Assert.Equal("2026-03-02T10:00:01.000000 198.51.100.7 GET /shop id=1 200", log.Only.Line);
        Assert.Equal(("Mozilla/5.0 (X11) Firefox/145", "https://shop.example/", "EXAMPLE\\bob", 15_000L), (log.Only.Agent, log.Only.Referrer, log.Only.User, log.Only.Duration));
        Assert.Equal((4, 0), (log.Others, log.Unparsed));
    }

    [Fact]
    public void A_log_of_w3clogger_is_read_with_its_query_in_full_and_fractions_of_milliseconds()
    {
        var log = ReadLog.Of("#Version: 1.0", "#Start-Date: 2026-03-02 10:00:01",
            "#Fields: date time c-ip s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status time-taken cs-version cs-host cs(User-Agent) cs(Referer)",
            "2026-03-02 10:00:01 2001:db8::5 WEB1 ::1 5000 GET /shop ?id=1 404 59.9171 HTTP/1.1 localhost:5000 curl/8.5.0 -");
        Assert.Equal("2026-03-02T10:00:01.000000 2001:db8::5 GET /shop id=1 404", log.Only.Line);
        Assert.Equal(("curl/8.5.0", null, 59_917L), (log.Only.Agent, log.Only.Referrer, log.Only.Duration));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_log_of_cloudfront_is_read_by_tabs_also_without_its_directive(bool hasDirective)
    {
        var log = ReadLog.Of([.. hasDirective ? (string[])["#Version: 1.0", CloudFront] : [], Delivered]);
        Assert.Equal("2026-03-02T10:00:01.000000 198.51.100.7 GET /shop/a%20b id=1 200", log.Only.Line);
        Assert.Equal(("Mozilla/5.0 (X11) Firefox/145", "https://shop.example/", 2390L, 112_000L), (log.Only.Agent, log.Only.Referrer, log.Only.Bytes, log.Only.Duration));
    }

    [Fact]
    public void A_list_of_forwarded_addresses_has_plus_signs_for_blanks_as_well()
    {
        var log = ReadLog.Of("#Fields: date time c-ip cs-method cs-uri-stem sc-status X-Forwarded-For", "2026-03-02 10:00:01 10.0.0.4 GET /a 200 198.51.100.7,+10.0.0.1",
            "2026-03-02 10:00:01 10.0.0.4 GET /a 200 10.1.2.3,+198.51.100.7:50123,+203.0.113.5");
        Assert.All(log.Requests, request => Assert.Equal("198.51.100.7", request.Address));
    }

    // The stem is decoded, so that its question mark was percent-encoded.
    [Theory]
    [InlineData("/what?/b", "id=1", "/what?/b", "id=1")]
    [InlineData("/what?x=2", "id=1", "/what?x=2", "id=1")]
    [InlineData("/a#b", "?id=1", "/a#b", "id=1")]
    [InlineData("/what?x=2", "-", "/what?x=2", null)]
    [InlineData("/a?id=1", "id=1", "/a", "id=1")]
    public void A_mark_in_a_decoded_path_hides_no_query_of_a_field_of_its_own(string stem, string query, string path, string? read)
    {
        var request = ReadLog.Of("#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status", $"2026-03-02 10:00:01 198.51.100.7 GET {stem} {query} 200").Only;
        Assert.Equal((path, read), (request.Path, request.Query));
    }

    [Theory]
    [InlineData("+12")]
    [InlineData("-12")]
    [InlineData("2000")]
    public void A_status_has_digits_only(string status) =>
        Assert.Equal(1, ReadLog.Of("#Fields: date time c-ip cs-method cs-uri-stem sc-status", $"2026-03-02 10:00:01 198.51.100.7 GET /a {status}").Unparsed);

    [Fact]
    public void A_directive_behind_a_byte_order_mark_of_a_joined_file_is_one()
    {
        var log = ReadLog.Of("#Fields: date time c-ip cs-method cs-uri-stem sc-status", "2026-03-02 10:00:01 198.51.100.7 GET /a 200",
            "\uFEFF#Fields: date time cs-method cs-uri-stem c-ip sc-status", "2026-03-02 10:00:02 GET /b 198.51.100.7 200");
        Assert.Equal(["/a", "/b"], log.Requests.Select(request => request.Path));
    }

    [Fact]
    public void The_fields_may_change_within_a_file()
    {
        var log = ReadLog.Of(
            "#Fields: date time c-ip cs-method cs-uri-stem sc-status", "2026-03-02 10:00:01 198.51.100.7 GET /a 200",
            "#Fields: time date sc-status cs-uri-stem cs-method c-ip", "10:00:02 2026-03-02 404 /b GET 198.51.100.8");
        Assert.Equal(["198.51.100.7 GET /a", "198.51.100.8 GET /b"], log.Requests.Select(r => $"{r.Address} {r.Method} {r.Path}"));
    }

    [Theory]
    [InlineData("2026-03-02 10:00:01 198.51.100.7 GET /a")]
    [InlineData("2026-03-02 10:00:01 198.51.100.7 GET /a 200 more")]
    [InlineData("2026-03-02 10:00:01 web1 GET /a 200")]
    [InlineData("2026-03-02 10:00:01 - GET /a 200")]
    [InlineData("2026-13-02 10:00:01 198.51.100.7 GET /a 200")]
    [InlineData("2026-03-02 10:00:01 198.51.100.7 GET /a OK")]
    [InlineData("#fields date")]
    public void A_line_that_does_not_fit_its_fields_is_none(string line)
    {
        var log = ReadLog.Of("#Fields: date time c-ip cs-method cs-uri-stem sc-status", "2026-03-02 10:00:00 198.51.100.7 GET /a 200", line);
        Assert.Equal((1, 1), (log.Requests.Count, log.Unparsed));
    }

    [Theory]
    [InlineData("10.0.0.1", "198.51.100.7:4711,+10.0.0.2", "198.51.100.7")]
    [InlineData("203.0.113.5", "198.51.100.7", "203.0.113.5")]
    [InlineData("10.0.0.1", "-", "10.0.0.1")]
    public void A_forwarded_address_counts_where_a_trusted_proxy_sent_it(string address, string forwarded, string client) =>
        Assert.Equal(client, ReadLog.Of("#Fields: date time c-ip cs-method cs-uri-stem sc-status X-Forwarded-For", $"2026-03-02 10:00:01 {address} GET /a 200 {forwarded}").Only.Address);

    [Fact]
    public void A_field_of_another_name_is_mapped()
    {
        var map = new FieldMap([(LogField.Address, "x-real-ip"), (LogField.User, "x-user")]);
        var log = ReadLog.Of(LogFormat.Auto, map, "#Fields: date time c-ip cs-method cs-uri-stem sc-status X-Real-IP x-user", "2026-03-02 10:00:01 10.0.0.1 GET /a 200 198.51.100.7 bob");
        Assert.Equal(("198.51.100.7", "bob"), (log.Only.Address, log.Only.User));
    }
}
