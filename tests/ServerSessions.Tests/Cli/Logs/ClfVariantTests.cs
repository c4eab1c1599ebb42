using ServerSessions.Cli.Logs;

namespace ServerSessions.Tests.Cli.Logs;

/// <summary>Formats by the documentation of Apache's mod_log_config and nginx's log module.</summary>
public class ClfVariantTests
{
    private const string Time = "[02/Mar/2026:10:00:01 +0000]";
    private const string Tail = "\"GET /shop?id=1 HTTP/2.0\" 200 512 \"https://shop.example/\" \"Firefox 145\"";
    private const string Read = "2026-03-02T10:00:01.000000 198.51.100.7 GET /shop id=1 200";

    [Theory]
    [InlineData("www.shop.example:443 198.51.100.7 - - ")]
    [InlineData("www.shop.example 198.51.100.7 - - ")]
    [InlineData("198.51.100.7, 10.0.0.1 - - ")]
    [InlineData("198.51.100.7,10.0.0.1 - - ")]
    [InlineData("10.1.2.3, 198.51.100.7, 203.0.113.5 - - ")]
    [InlineData("unknown, 198.51.100.7 - - ")]
    [InlineData("\"198.51.100.7, 10.0.0.1\" - - ")]
    [InlineData("shop.example 198.51.100.7, 10.0.0.1 - - ")]
    [InlineData("198.51.100.7:50123 - - ")]
    [InlineData("::ffff:198.51.100.7 - - ")]
    [InlineData("10.0.0.1 198.51.100.7 - - ")]
    [InlineData("10.0.0.1 198.51.100.7 - ")]
    public void The_client_is_an_address_whatever_stands_around_it(string before)
    {
        var request = ReadLog.Of($"{before}{Time} {Tail}").Only;
        Assert.Equal(Read, request.Line);
        Assert.Equal(("Firefox 145", "https://shop.example/"), (request.Agent, request.Referrer));
    }

    [Theory]
    [InlineData("10.0.0.1", "\"198.51.100.7, 10.0.0.9\"", "198.51.100.7")]
    [InlineData("127.0.0.1", "\"-\" \"198.51.100.7\"", "127.0.0.1")]
    [InlineData("192.168.1.1", "\"-\"", "192.168.1.1")]
    [InlineData("203.0.113.5", "\"198.51.100.7\"", "203.0.113.5")]
    [InlineData("172.16.0.1", "rt=0.01 \"2001:DB8::5\"", "2001:db8::5")]
    public void Forwarded_addresses_behind_the_agent_count_where_a_trusted_proxy_sent_them(string address, string after, string client) =>
        Assert.Equal(client, ReadLog.Of($"{address} - - {Time} {Tail} {after}").Only.Address);

    [Theory]
    [InlineData("[02/Mar/2026:10:00:01.123 +0000]", "123000")]
    [InlineData("[02/Mar/2026:12:00:01.123456 +0200]", "123456")]
    [InlineData("[2026-03-02T10:00:01+00:00]", "000000")]
    [InlineData("[2026-03-02T05:00:01.5-0500]", "500000")]
    [InlineData("[2026-03-02 10:00:01,25 +0000]", null)]
    [InlineData("2026-03-02T10:00:01.9999999Z", "999999")]
    public void Fractions_of_seconds_and_iso_times_are_read(string time, string? fraction)
    {
        var log = ReadLog.Of($"198.51.100.7 - bob {time} {Tail}");
        if (fraction is null)
            Assert.Equal((0, 1), (log.Requests.Count, log.Unparsed));
        else
            Assert.Equal((Read.Replace("000000", fraction), "bob"), (log.Only.Line, log.Only.User));
    }

    [Theory]
    [InlineData($"198.51.100.7 {Tail} {Time}")]
    [InlineData($"{Time} 198.51.100.7 {Tail}")]
    [InlineData($"www.shop.example 198.51.100.7 {Tail} 0.012 {Time}")]
    public void The_fields_may_stand_in_another_order(string line)
    {
        var request = ReadLog.Of(line).Only;
        Assert.Equal(Read, request.Line);
        Assert.Equal(("Firefox 145", "https://shop.example/", 512L), (request.Agent, request.Referrer, request.Bytes));
    }

    [Fact]
    public void Behind_a_virtual_host_a_user_may_hold_blanks_as_well() =>
        Assert.Equal("bob smith", ReadLog.Of($"www.shop.example:443 198.51.100.7 - bob smith {Time} {Tail}").Only.User);

    [Fact]
    public void A_text_behind_other_fields_is_no_agent() =>
        Assert.Equal("", ReadLog.Of($"198.51.100.7 {Time} \"GET / HTTP/1.1\" 200 512 0.01 \"request-id-77\" \"x\"").Only.Agent);

    [Theory]
    [InlineData($"www.shop.example:443 - - {Time} {Tail}")]
    [InlineData($"client-7.isp.example - - {Time} {Tail}")]
    [InlineData($"www.shop.example client-7.isp.example - - {Time} {Tail}")]
    [InlineData($"1.2 - - {Time} {Tail}")]
    [InlineData($"198.51.100.700 - - {Time} {Tail}")]
    [InlineData($"010.1.2.3 - - {Time} {Tail}")]
    [InlineData($"198.51.100.08 - - {Time} {Tail}")]
    [InlineData($"::ffff:010.1.2.3 - - {Time} {Tail}")]
    [InlineData($"198.51.100.7 - - [31/Dec/9999:23:59:59 -0100] {Tail}")]
    [InlineData($"198.51.100.7 - - [01/Jan/0001:00:00:00 +0100] {Tail}")]
    [InlineData($"198.51.100.7 - - [9999-12-31T23:59:59-01:00] {Tail}")]
    [InlineData($"198.51.100.7 - - [0001-01-01T00:00:00+01:00] {Tail}")]
    [InlineData($"- - - {Time} {Tail}")]
    [InlineData($"198.51.100.7 - - [2026-03-02T10:00:01] {Tail}")]
    [InlineData($"198.51.100.7 - - {Time} \"GET / HTTP/1.1\"")]
    [InlineData($"198.51.100.7 {Tail} {Time} {Time}")]
    [InlineData($"{Tail} 198.51.100.7 {Time}")]
    [InlineData("[2026-03-02T10:00:01.123Z] \"GET / HTTP/1.1\" 200 - 0 154 12 10 \"198.51.100.7\" \"curl/8\" \"3f1b-request-id\" \"shop.example\" \"10.0.0.1:80\"")]
    [InlineData($"Mar 2 10:00:01 203.0.113.1 {Tail} {Time}")]
    [InlineData($"[web] 198.51.100.7 {Tail} {Time}")]
    [InlineData("198.51.100.7 - - [02/Mar/2026:10:00:01.x23 +0000] \"GET / HTTP/1.1\" 200 1")]
    public void A_line_without_an_address_or_a_time_of_a_zone_is_none(string line) => Assert.Equal(1, ReadLog.Of(line).Unparsed);

    [Fact]
    public void A_byte_order_mark_begins_a_line_where_files_were_joined()
    {
        var log = ReadLog.Of($"198.51.100.7 - - {Time} {Tail}", $"\uFEFF198.51.100.7 - - {Time} {Tail}");
        Assert.Equal((0, 2), (log.Unparsed, log.Requests.Count));
        Assert.Single(log.Requests.Select(request => request.Key).Distinct());
    }

    [Theory]
    [InlineData("Combined", "client-7.isp.example", true)]
    [InlineData("Common", "client-7.isp.example", true)]
    [InlineData("Combined", "www.shop.example:443", false)]
    [InlineData("Combined", "-", false)]
    [InlineData("Vhost", "www.shop.example:443 client-7.isp.example", true)]
    public void A_host_name_is_a_client_only_where_the_format_is_named(string format, string before, bool isRead)
    {
        var log = ReadLog.Of(Enum.Parse<LogFormat>(format), $"{before} - - {Time} {Tail}");
        Assert.Equal(isRead ? ["client-7.isp.example"] : [], log.Requests.Select(request => request.Address));
    }

    [Theory]
    [InlineData("Combined")]
    [InlineData("Vhost")]
    public void A_virtual_host_is_never_the_client(string format) =>
        Assert.Equal("198.51.100.7", ReadLog.Of(Enum.Parse<LogFormat>(format), $"www.shop.example 198.51.100.7 - - {Time} {Tail}").Only.Address);
}
