using ServerSessions.TestServers;

namespace ServerSessions.Tests.TestServers;

public class FaultProxyTests
{
    [Fact]
    public async Task Bytes_pass_in_both_directions()
    {
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new FaultProxy(server.Address);
        using var client = await RespClient.ConnectAsync(proxy.Address, default);
        Assert.Equal("PONG", await client.SendAsync(["PING"], default));
    }

    [Theory]
    [InlineData(ProxyMode.SwallowReplies, true)]
    [InlineData(ProxyMode.Blackhole, false)]
    public async Task A_swallowed_answer_never_comes_though_its_request_may_have_been_done(ProxyMode mode, bool done)
    {
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new FaultProxy(server.Address) { Mode = mode };
        using var client = await RespClient.ConnectAsync(proxy.Address, default);
        using var end = new CancellationTokenSource();
        var answer = client.SendAsync(["SET", "key", "value"], end.Token);
        if (done)
            await Waiting.UntilAsync(async () => await server.CommandAsync("GET", "key") is "value");
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromMilliseconds(300)));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(done ? "value" : null, await server.CommandAsync("GET", "key"));
    }

    [Fact]
    public async Task A_cut_answer_ends_the_connection_after_the_request_was_done()
    {
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new FaultProxy(server.Address) { Mode = ProxyMode.CutReplies };
        using var client = await RespClient.ConnectAsync(proxy.Address, default);
        await Assert.ThrowsAnyAsync<IOException>(() => client.SendAsync(["SET", "key", "value"], default));
        Assert.Equal("value", await server.CommandAsync("GET", "key"));
    }

    [Fact]
    public async Task A_reset_ends_open_connections_and_new_ones_work()
    {
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new FaultProxy(server.Address);
        using var client = await RespClient.ConnectAsync(proxy.Address, default);
        await client.SendAsync(["PING"], default);
        proxy.ResetConnections();
        await Assert.ThrowsAnyAsync<IOException>(() => client.SendAsync(["PING"], default));
        using var other = await RespClient.ConnectAsync(proxy.Address, default);
        Assert.Equal("PONG", await other.SendAsync(["PING"], default));
    }
}
