namespace ServerSessions.Tests.Cli.Logs;

/// <summary>Lines by AWS's documentation of access logs of application and classic load balancers.</summary>
public class LoadBalancerLineParserTests
{
    private const string Application =
        "https 2026-03-02T10:00:01.186641Z app/my-loadbalancer/50dc6c495c0c9188 198.51.100.7:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 \"GET https://shop.example:443/shop?id=1 HTTP/1.1\" "
        + "\"Firefox \\\"145\\\"\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:1:targetgroup/t/7 \"Root=1-58337281-1d84f3d73c47ec4e58577259\" \"shop.example\" \"arn:aws:acm\" "
        + "1 2026-03-02T10:00:01.000000Z \"authenticate,forward\" \"-\" \"-\" \"10.0.0.1:80\" \"200\" \"-\" \"-\" TID_123";

    private const string Classic =
        "2026-03-02T10:00:01.000158Z my-loadbalancer 198.51.100.7:2817 10.0.0.1:80 0.000073 0.000048 0.000037 200 200 0 57 \"GET http://shop.example:80/shop?id=1 HTTP/1.1\" \"curl/7.38.0\" - -";

    [Fact]
    public void A_line_of_an_application_load_balancer_is_a_request_at_the_time_that_it_came()
    {
        var request = ReadLog.Of(Application).Only;
        Assert.Equal("2026-03-02T10:00:01.000000 198.51.100.7 GET /shop id=1 200", request.Line);
        Assert.Equal(("Firefox \\\"145\\\"", 57L, 186_641L), (request.Agent, request.Bytes, request.Duration));
    }

    [Fact]
    public void A_line_of_a_classic_load_balancer_is_a_request_at_the_time_that_it_came()
    {
        var request = ReadLog.Of(Classic).Only;
        Assert.Equal("2026-03-02T10:00:01.000000 198.51.100.7 GET /shop id=1 200", request.Line);
        Assert.Equal(("curl/7.38.0", 57L, 158L), (request.Agent, request.Bytes, request.Duration));
    }

    [Theory]
    [InlineData("https ", "ftp ")]
    [InlineData("198.51.100.7:2817", "web:2817")]
    [InlineData("2026-03-02T10:00:01.186641Z", "yesterday")]
    [InlineData(" 200 200 ", " OK 200 ")]
    [InlineData(" 200 200 ", " -12 200 ")]
    [InlineData(" 200 200 ", " +20 200 ")]
    [InlineData(" 200 200 ", " 2000 200 ")]
    public void A_line_of_another_shape_is_none(string old, string next) => Assert.Equal(1, ReadLog.Of(Application.Replace(old, next, StringComparison.Ordinal)).Unparsed);

    [Fact]
    public void A_line_without_an_answer_is_no_request()
    {
        var log = ReadLog.Of(Application, Application.Replace(" 200 200 ", " - - ", StringComparison.Ordinal));
        Assert.Equal((1, 1, 0), (log.Requests.Count, log.Others, log.Unparsed));
    }

    [Fact]
    public void An_address_of_version_6_has_its_port_behind_brackets() =>
        Assert.Equal("2001:db8::5", ReadLog.Of(Application.Replace("198.51.100.7:2817", "[2001:db8::5]:2817", StringComparison.Ordinal)).Only.Address);
}
