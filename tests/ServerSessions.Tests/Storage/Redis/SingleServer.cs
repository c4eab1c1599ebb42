using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>One server for the tests that only need some Redis; each uses a prefix of its own.</summary>
public sealed class SingleServer : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
