using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>One cluster of three primaries and three replicas for the tests that only need some cluster.</summary>
public sealed class ThreePrimaries : IAsyncLifetime
{
    public RedisCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await RedisCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
