using System.Net.Sockets;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.TestServers;

public class RedisServerTests
{
    [Fact]
    public async Task A_killed_server_has_every_acknowledged_write_after_its_restart()
    {
        await using var server = await RedisServer.StartAsync();
        for (var i = 1; i <= 500; i++)
            Assert.Equal((long)i, await server.CommandAsync("RPUSH", "list", $"value {i}"));

        await server.KillAsync();
        Assert.False(server.IsRunning);
        await server.RestartAsync();

        Assert.Equal(500L, await server.CommandAsync("LLEN", "list"));
        Assert.Equal("value 500", await server.CommandAsync("LINDEX", "list", "-1"));
    }

    [Fact]
    public async Task A_killed_server_without_persistence_has_lost_everything()
    {
        await using var server = await RedisServer.StartAsync(new() { AppendOnly = false });
        await server.CommandAsync("SET", "key", "value");
        await server.RestartAsync();
        Assert.Null(await server.CommandAsync("GET", "key"));
    }

    [Fact]
    public async Task A_frozen_server_answers_after_it_was_thawed()
    {
        await using var server = await RedisServer.StartAsync();
        await server.CommandAsync("SET", "key", "before");
        await server.FreezeAsync();
        var asked = server.CommandAsync("GET", "key");
        await Assert.ThrowsAsync<TimeoutException>(() => asked.WaitAsync(TimeSpan.FromMilliseconds(300)));
        await server.ThawAsync();
        Assert.Equal("before", await asked);
    }

    [Fact]
    public async Task A_server_with_a_limit_refuses_writes_beyond_it()
    {
        await using var server = await RedisServer.StartAsync(new() { MaxMemory = "3mb" });
        var refusal = await Assert.ThrowsAsync<RedisErrorException>(async () =>
        {
            for (var i = 0; i < 100; i++)
                await server.CommandAsync("SET", $"key {i}", new string('x', 100_000));
        });
        Assert.True(refusal.Is("OOM"));
    }

    [Fact]
    public async Task Any_byte_passes()
    {
        await using var server = await RedisServer.StartAsync();
        var bytes = string.Concat(Enumerable.Range(0, 256).Select(i => (char)i));
        await server.CommandAsync("SET", "key", bytes);
        Assert.Equal(bytes, await server.CommandAsync("GET", "key"));
    }

    [Fact]
    public async Task A_disposed_server_is_gone_with_its_directory()
    {
        var server = await RedisServer.StartAsync();
        await server.DisposeAsync();
        Assert.False(server.IsRunning);
        Assert.False(Directory.Exists(server.Folder));
        await Assert.ThrowsAsync<SocketException>(() => server.CommandAsync("PING"));
    }
}
