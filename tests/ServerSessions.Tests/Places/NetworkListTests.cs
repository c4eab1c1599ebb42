using System.Net;
using ServerSessions.Model;
using ServerSessions.Places;

namespace ServerSessions.Tests.Places;

public class NetworkListTests
{
    [Theory]
    [InlineData("192.0.2.17", true)]
    [InlineData("192.0.2.255", true)]
    [InlineData("192.0.3.1", false)]
    [InlineData("198.51.99.9", false)]
    [InlineData("198.51.100.9", true)]
    [InlineData("198.51.103.255", true)]
    [InlineData("198.51.104.0", false)]
    [InlineData("203.0.113.200", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db8:ffff:1::", true)]
    [InlineData("2001:db9::", false)]
    [InlineData("2001:dba:1:2::3", true)]
    [InlineData("2001:dba:2::", false)]
    [InlineData("::ffff:192.0.2.4", true)]
    [InlineData("0.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    public void A_network_counts_as_soon_as_one_address_of_it_is_listed(string address, bool listed) =>
        Assert.Equal(listed, List("# ours", "192.0.2.16/28", "", "198.51.100.0/22,GB,GB-EN,London,", "203.0.113.7   # one", "2001:db8::/32;x", "2001:dba:1:2::/64").Includes(Prefix(address)));

    [Fact]
    public void Neighbours_and_repeats_are_one_stretch() =>
        Assert.Equal(2, List("10.0.0.0/9", "10.128.0.0/9", "10.1.2.3", "10.0.0.0/8", "11.0.0.0/8", "13.0.0.0/8").Count);

    [Fact]
    public void Everything_can_be_listed_and_the_families_stay_apart()
    {
        Assert.True(List("0.0.0.0/0").Includes(Prefix("255.255.255.255")));
        Assert.False(List("0.0.0.0/0").Includes(Prefix("ffff::")));
        Assert.True(List("::/0").Includes(Prefix("ffff::")));
        Assert.False(List("::/0").Includes(Prefix("1.2.3.4")));
        Assert.False(List().Includes(Prefix("1.2.3.4")));
    }

    [Theory]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/x")]
    [InlineData("example.com")]
    [InlineData("2001:db8::/129")]
    public void A_line_that_is_no_network_is_named(string line)
    {
        var fault = Assert.Throws<FormatException>(() => List("192.0.2.0/24", line)).Message;
        Assert.Contains("'test', line 2", fault, StringComparison.Ordinal);
        Assert.Contains(line, fault, StringComparison.Ordinal);
    }

    private static NetworkList List(params string[] lines) => NetworkList.Parse(lines, "test");

    private static ulong Prefix(string address)
    {
        Assert.True(NetworkPrefix.TryCut(IPAddress.Parse(address), out var prefix));
        return prefix;
    }
}
