using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>A connection that session tracking opens itself: to a single server, to a cluster when some of its nodes are named, or to the primary that Sentinel names.</summary>
internal sealed class OwnRedis(ConfigurationOptions configuration) : IRedisSource
{
    public string Servers => RedisAddress.Names(configuration.EndPoints);

    private ConnectionMultiplexer? _sentinel;
    private IConnectionMultiplexer? _multiplexer;

    public async Task<IConnectionMultiplexer> ConnectAsync()
    {
        var options = configuration.Clone();
        options.AbortOnConnectFail = false;
        // Required to query nodes for the owners of slots.
        options.AllowAdmin = true;
        return _multiplexer = await (string.IsNullOrEmpty(options.ServiceName) ? ConnectAsync(options) : FollowSentinelAsync(options));
    }

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is not null)
            await _multiplexer.CloseAsync(allowCommandsToComplete: false);
        if (_sentinel is not null)
            await _sentinel.CloseAsync(allowCommandsToComplete: false);
    }

    private static async Task<IConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        IConnectionMultiplexer multiplexer = await ConnectionMultiplexer.ConnectAsync(options);
        // When roles change, the client checks only the nodes that it was configured with.
        var named = options.EndPoints.ToList();
        var found = ClusterNodes.Of(multiplexer).Select(n => n.EndPoint).Where(e => !named.Contains(e)).ToList();
        if (found.Count == 0)
            return multiplexer;
        options = options.Clone();
        options.SetDefaultPorts();
        foreach (var endpoint in found.Where(e => !options.EndPoints.Contains(e)))
            options.EndPoints.Add(endpoint);
        await multiplexer.CloseAsync(allowCommandsToComplete: false);
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    // In two steps: in a single step, the client loses a connection to the sentinels each time they name no primary.
    private async Task<IConnectionMultiplexer> FollowSentinelAsync(ConfigurationOptions options)
    {
        _sentinel ??= await ConnectionMultiplexer.SentinelConnectAsync(options.Clone());
        return await Task.Run(() => _sentinel.GetSentinelMasterConnection(options));
    }
}
