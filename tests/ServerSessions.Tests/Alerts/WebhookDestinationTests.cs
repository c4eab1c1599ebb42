using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Network;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class WebhookDestinationTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("93.184.215.14", "127.0.0.1")]
    public async Task A_name_that_leads_to_a_blocked_address_is_never_connected(params string[] addresses)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var delivery = await AlertDelivery.StartAsync(
            options => options.Subscriptions.Add(AlertDelivery.Subscription(new Uri($"https://hooks.example:{port}/"))),
            resolver: AlertDelivery.Resolver(addresses));
        await delivery.AcceptAsync(SampleAlert.Of());
        var tried = await delivery.UntilTriedAsync(1);
        Assert.Equal(DeliveryAttemptKind.Blocked, tried.Attempts[0].Kind);
        Assert.Contains("AllowedDestinations", tried.Attempts[0].Response);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_check_and_connection()
    {
        // A second look-up would get the inner address: that is DNS rebinding.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var lookups = 0;
        await using var delivery = await AlertDelivery.StartAsync(
            options =>
            {
                options.AllowedDestinations.Add("127.0.0.2");
                options.Subscriptions.Add(AlertDelivery.Subscription(new Uri($"https://hooks.example:{port}/")));
            },
            resolver: (_, _) => Task.FromResult(new[] { IPAddress.Parse(Interlocked.Increment(ref lookups) == 1 ? "127.0.0.2" : "127.0.0.1") }));
        await delivery.AcceptAsync(SampleAlert.Of());
        var tried = await delivery.UntilTriedAsync(1);
        Assert.Equal(DeliveryAttemptKind.Unreachable, tried.Attempts[0].Kind);
        Assert.Equal(1, lookups);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("93.184.215.14", true)]
    [InlineData("169.254.169.254", false)]
    public async Task Inner_addresses_are_reached_only_when_allowed(string address, bool allowed) =>
        Assert.Equal(allowed, await ReachesAsync("hooks.example", address, encrypted: true, options => options.AllowedDestinations.Add("10.1.0.0/16")));

    [Fact]
    public async Task An_allowed_name_may_lead_inside() =>
        Assert.True(await ReachesAsync("hooks.internal", "10.9.9.9", encrypted: true, options => options.AllowedDestinations.Add("hooks.internal")));

    [Fact]
    public async Task Plain_http_reaches_loopback_and_nothing_else()
    {
        static void Development(WebhookOptions options) => options.AllowInsecureLoopback = true;
        Assert.True(await ReachesAsync("localhost", "127.0.0.1", encrypted: false, Development));
        Assert.False(await ReachesAsync("localhost", "93.184.215.14", encrypted: false, Development));
        Assert.False(await ReachesAsync("localhost", "127.0.0.1", encrypted: false, _ => { }));
    }

    [Fact]
    public async Task A_name_without_addresses_or_with_a_flood_of_them_is_refused()
    {
        await Assert.ThrowsAsync<BlockedDestinationException>(() => AddressesAsync("a.example", true, _ => { }));
        await Assert.ThrowsAsync<BlockedDestinationException>(
            () => AddressesAsync("a.example", true, _ => { }, [.. Enumerable.Range(1, 17).Select(i => $"93.184.215.{i}")]));
    }

    [Fact]
    public async Task A_literal_address_is_checked_too()
    {
        await Assert.ThrowsAsync<BlockedDestinationException>(() => AddressesAsync("169.254.169.254", true, _ => { }, "93.184.215.14"));
        await Assert.ThrowsAsync<BlockedDestinationException>(() => AddressesAsync("[::ffff:10.0.0.1]", true, _ => { }, "93.184.215.14"));
    }

    private static async Task<bool> ReachesAsync(string host, string address, bool encrypted, Action<WebhookOptions> configure)
    {
        try
        {
            return (await AddressesAsync(host, encrypted, configure, address)).SequenceEqual([IPAddress.Parse(address)]);
        }
        catch (BlockedDestinationException)
        {
            return false;
        }
    }

    private static Task<IPAddress[]> AddressesAsync(string host, bool encrypted, Action<WebhookOptions> configure, params string[] addresses)
    {
        var options = new WebhookOptions();
        configure(options);
        var connector = new WebhookConnector(Options.Create(options), AlertDelivery.Resolver(addresses));
        return connector.AddressesAsync(host, encrypted, CancellationToken.None).AsTask();
    }
}
