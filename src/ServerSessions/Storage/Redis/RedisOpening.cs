using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>How a connection of our own is made.</summary>
internal static class RedisOpening
{
    /// <summary>Connects to a single server, or to all nodes of a cluster when some of them are named. A missing server is no failure.</summary>
    public static async Task<IConnectionMultiplexer> OpenAsync(ConfigurationOptions configuration)
    {
        var ours = configuration.Clone();
        ours.AbortOnConnectFail = false;
        // To ask nodes who has which slots; the client itself asks for this permission only of those who call it.
        ours.AllowAdmin = true;
        IConnectionMultiplexer multiplexer = await ConnectionMultiplexer.ConnectAsync(ours, null);
        // When roles change, the client looks at nodes that it was given, and at no others.
        var named = ours.EndPoints.ToList();
        var found = ClusterNodes.Of(multiplexer).Select(n => n.EndPoint).Where(e => !named.Contains(e)).ToList();
        if (found.Count == 0)
            return multiplexer;
        ours = ours.Clone();
        ours.SetDefaultPorts();
        foreach (var endpoint in found.Where(e => !ours.EndPoints.Contains(e)))
            ours.EndPoints.Add(endpoint);
        await multiplexer.CloseAsync(allowCommandsToComplete: false);
        return await ConnectionMultiplexer.ConnectAsync(ours, null);
    }
}
