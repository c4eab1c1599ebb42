using System.Net;
using ServerSessions.Alerts.Webhooks;

namespace ServerSessions.Tests.Alerts;

public sealed class DestinationAllowListTests
{
    private static readonly DestinationAllowList List = new(["10.1.0.0/16", "192.168.7.9", "fd00:1::/32", "hooks.Internal."]);

    [Theory]
    [InlineData("10.1.255.255", true)]
    [InlineData("::ffff:10.1.0.1", true)]
    [InlineData("10.2.0.0", false)]
    [InlineData("192.168.7.9", true)]
    [InlineData("192.168.7.8", false)]
    [InlineData("fd00:1:ffff::1", true)]
    [InlineData("fd00:2::1", false)]
    public void Networks_and_addresses_allow_what_is_inside_them(string address, bool allowed) =>
        Assert.Equal(allowed, List.HasAddress(IPAddress.Parse(address)));

    [Theory]
    [InlineData("HOOKS.internal", true)]
    [InlineData("hooks.internal.", true)]
    [InlineData("evil.hooks.internal", false)]
    [InlineData("hooks.internal.evil.example", false)]
    public void A_name_allows_exactly_itself(string host, bool allowed) => Assert.Equal(allowed, List.HasHost(host));

    [Theory]
    [InlineData("10.1.2.3/8")]
    [InlineData("10.1.0.0/99")]
    [InlineData("https://hooks.internal")]
    [InlineData("*.internal")]
    [InlineData("")]
    [InlineData(null)]
    public void An_entry_that_is_no_network_address_or_name_is_reported(string? entry)
    {
        var error = DestinationAllowList.Check(entry);
        Assert.NotNull(error);
        Assert.Contains($"'{entry}'", error);
    }
}
