using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>One process wakes another, whatever the client puts before channels and whichever protocol it speaks.</summary>
public sealed class RedisNotificationsTests(SingleServer single) : IClassFixture<SingleServer>
{
    [Theory]
    [InlineData("", "")]
    [InlineData(",channelPrefix=shop:", "shop:")]
    [InlineData(",channelPrefix=shop:,protocol=resp2", "shop:")]
    public async Task An_append_and_a_topic_wake_another_process(string configuration, string channelPrefix)
    {
        await using var one = await RedisRig.StartAsync(single.Server.Endpoint + configuration);
        await using var other = await RedisRig.StartAsync(single.Server.Endpoint + configuration, configure: o => o.Prefix = one.Prefix);
        Assert.Equal(2, ((object?[])(await single.Server.CommandAsync("PUBSUB", "CHANNELS", $"{channelPrefix}{one.Prefix}:*"))!).Length);

        // Ten minutes is no answer in time: only what the other process publishes ends the waiting.
        var appended = other.Storage.WaitAsync(1, TimeSpan.FromMinutes(10), default).AsTask();
        await one.Storage.AppendAsync(1, "web", [new EventBatch(1, 1, new byte[] { 1 })], default);
        await appended.InTimeAsync();

        var heard = other.Storage.WaitForAsync("topic", TimeSpan.FromMinutes(10), default).AsTask();
        await one.Storage.PublishAsync("topic", default);
        await heard.InTimeAsync();
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData(",protocol=resp2", 2)]
    public async Task The_protocol_is_the_newer_one_unless_the_configuration_says_otherwise(string configuration, int protocol)
    {
        await using var server = await RedisServer.StartAsync();
        await using var rig = await RedisRig.StartAsync(server.Endpoint + configuration);

        var clients = (string)(await server.CommandAsync("CLIENT", "LIST"))!;

        Assert.Equal(protocol == 3, clients.Contains("resp=3", StringComparison.Ordinal));
    }
}
