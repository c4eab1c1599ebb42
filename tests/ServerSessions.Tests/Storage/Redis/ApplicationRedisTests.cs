using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;
using StackExchange.Redis;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>The application's own connection is used and goes on when session tracking ends.</summary>
public sealed class ApplicationRedisTests(SingleServer single) : IClassFixture<SingleServer>
{
    private const string Key = "sessions";

    public enum Given
    {
        Registered,
        RegisteredUnderAKey,
        Instance,
        Function,
    }

    [Theory]
    [InlineData(Given.Registered)]
    [InlineData(Given.RegisteredUnderAKey)]
    [InlineData(Given.Instance)]
    [InlineData(Given.Function)]
    public async Task A_connection_of_the_application_is_used_and_never_closed(Given given)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(single.Server.Endpoint);
        var (prefix, before) = (RedisRig.NewPrefix(), await ClientsAsync());
        await using (var app = await RedisApp.StartAsync(tracking => Use(tracking, given, connection, prefix)))
        {
            await RedisRightsTests.VisitAsync(app, 2);
            Assert.Equal(before, await ClientsAsync());
        }

        Assert.True(connection.IsConnected);
        Assert.Equal("2", await connection.GetDatabase().HashGetAsync(prefix + ":config", "layout"));
        await Waiting.UntilAsync("its subscriptions are taken back", TimeSpan.FromSeconds(20), async () =>
            await single.Server.CommandAsync("PUBSUB", "CHANNELS", $"{prefix}:*") is object?[] { Length: 0 });
    }

    [Theory]
    [InlineData(Given.Registered, "among the services")]
    [InlineData(Given.RegisteredUnderAKey, "with the key \"sessions\"")]
    public async Task The_start_ends_when_no_connection_is_registered(Given given, string expected)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RedisApp.StartAsync(tracking =>
        {
            if (given == Given.Registered)
                tracking.UseRedis();
            else
                tracking.UseKeyedRedis(Key);
        }));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private static void Use(SessionTrackingBuilder tracking, Given given, IConnectionMultiplexer connection, string prefix)
    {
        switch (given)
        {
            case Given.Registered:
                tracking.Services.AddSingleton(connection);
                tracking.UseRedis(o => o.Prefix = prefix);
                break;
            case Given.RegisteredUnderAKey:
                tracking.Services.AddKeyedSingleton(Key, connection);
                tracking.UseKeyedRedis(Key, o => o.Prefix = prefix);
                break;
            case Given.Instance:
                tracking.UseRedis(connection, o => o.Prefix = prefix);
                break;
            default:
                tracking.UseRedis(_ => Task.FromResult(connection), o => o.Prefix = prefix);
                break;
        }
    }

    private async Task<int> ClientsAsync() => ((string)(await single.Server.CommandAsync("CLIENT", "LIST"))!).Count(c => c == '\n');
}
