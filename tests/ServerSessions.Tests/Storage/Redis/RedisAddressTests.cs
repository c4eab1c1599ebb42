using System.Net;
using ServerSessions.Storage.Redis;

namespace ServerSessions.Tests.Storage.Redis;

public class RedisAddressTests
{
    [Theory]
    [InlineData("redis://cache.example", "Unspecified/cache.example:6379", null, null, false, null)]
    [InlineData("redis://cache.example:7000/3", "Unspecified/cache.example:7000", null, null, false, 3)]
    [InlineData("REDISS://anna:p%40ss%2Fword@cache.example:7001/", "Unspecified/cache.example:7001", "anna", "p@ss/word", true, null)]
    [InlineData("redis://:secret@cache.example", "Unspecified/cache.example:6379", null, "secret", false, null)]
    [InlineData("redis://anna:a@b:c@cache.example", "Unspecified/cache.example:6379", "anna", "a@b:c", false, null)]
    [InlineData("redis://[::1]:7000/1", "[::1]:7000", null, null, false, 1)]
    [InlineData("redis://127.0.0.1?db=4&connectTimeout=900", "127.0.0.1:6379", null, null, false, 4)]
    [InlineData(" cache.example:7000,user=anna,password=x://y,ssl=true,defaultDatabase=2 ", "Unspecified/cache.example:7000", "anna", "x://y", true, 2)]
    public void A_url_names_host_port_user_password_database_and_encryption(
        string address, string endpoint, string? user, string? password, bool isEncrypted, int? database)
    {
        var options = RedisAddress.Parse(address);

        Assert.Equal(endpoint, Assert.Single(options.EndPoints).ToString());
        Assert.Equal((user, password, isEncrypted, database), (options.User, options.Password, options.Ssl, options.DefaultDatabase));
    }

    [Fact]
    public void The_query_of_a_url_holds_options_of_the_client()
    {
        var options = RedisAddress.Parse("redis://10.0.0.1:26379?serviceName=sessions&channelPrefix=shop%3A&protocol=resp2");

        Assert.Equal(("sessions", "shop:", StackExchange.Redis.RedisProtocol.Resp2), (options.ServiceName, (string?)options.ChannelPrefix, options.Protocol));
        Assert.Equal(IPEndPoint.Parse("10.0.0.1:26379"), Assert.Single(options.EndPoints));
    }

    [Theory]
    [InlineData("http://cache.example", "expected redis")]
    [InlineData("redis://", "host name")]
    [InlineData("redis://cache.example:0", "port")]
    [InlineData("redis://anna:se/cret@cache.example", "percent-encoding")]
    [InlineData("redis://anna:se#cret@cache.example", "percent-encoding")]
    [InlineData("redis://cache.example/zero", "database")]
    [InlineData("redis://cache.example?nonsense=1", "nonsense")]
    [InlineData("redis://cache.example?a=b,password=c", "query")]
    public void A_url_that_cannot_be_read_is_refused_without_the_password(string address, string expected)
    {
        var refused = Assert.ThrowsAny<Exception>(() => RedisAddress.Parse(address));

        Assert.True(refused is ArgumentException or FormatException);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", refused.Message, StringComparison.Ordinal);
    }
}
