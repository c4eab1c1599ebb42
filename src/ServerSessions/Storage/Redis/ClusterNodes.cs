using System.Collections.Concurrent;
using System.Net;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Who serves which slots, in the words of the nodes of a cluster that answer. The client asks as well, but it then waits for
/// seconds for a node that is frozen, and asks nothing more meanwhile; an answer to us is one to the client, too.
/// </summary>
internal sealed class ClusterNodes(IConnectionMultiplexer multiplexer, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    // One question at a time: a frozen node has one of ours in its pipe, however long it is frozen.
    private readonly ConcurrentDictionary<EndPoint, Task<ClusterConfiguration>> _asked = new();

    // A client that the application has made asks nodes only when it was made with allowAdmin.
    private volatile bool _mayAsk = true;

    /// <summary>Whether the servers are a cluster, as far as the client has heard from any, and can be asked.</summary>
    public bool IsCluster => Nodes().Any();

    /// <summary>What the client has been told last, or null.</summary>
    public string? Known => Nodes().Select(n => n.ClusterConfiguration).OfType<ClusterConfiguration>().Select(Slots).FirstOrDefault();

    /// <summary>Asks all that are connected. Null when nobody answers in time, or when they do not agree.</summary>
    public async Task<string?> AgreedAsync()
    {
        var asked = new List<Task<ClusterConfiguration>>();
        foreach (var node in Nodes())
        {
            if (_asked.TryGetValue(node.EndPoint, out var before) && !before.IsCompleted)
                continue;
            if (Ask(node) is not { } question)
                return null;
            _asked[node.EndPoint] = question;
            asked.Add(question);
        }

        await Task.WhenAny(Task.WhenAll(asked), Task.Delay(Patience, time));
        var views = asked.Where(q => q.IsCompletedSuccessfully && q.Result is not null).Select(q => Slots(q.Result)).Distinct().Take(2).ToList();
        return views.Count == 1 ? views[0] : null;
    }

    private Task<ClusterConfiguration>? Ask(IServer node)
    {
        try
        {
            var question = node.ClusterNodesAsync(CommandFlags.None);
            RedisConnection.Forget(question);
            return question;
        }
        catch (RedisCommandException)
        {
            _mayAsk = false;
            return null;
        }
    }

    /// <summary>The nodes that the client is connected to; none when it talks to a single server.</summary>
    public static IEnumerable<IServer> Of(IConnectionMultiplexer multiplexer) => multiplexer.GetEndPoints(false)
        .Select(e => multiplexer.GetServer(e, null))
        .Where(s => s.IsConnected && s.ServerType == ServerType.Cluster);

    private IEnumerable<IServer> Nodes() => _mayAsk ? Of(multiplexer) : [];

    // Only primaries have slots.
    private static string Slots(ClusterConfiguration configuration) => string.Join(' ', configuration.Nodes
        .Where(n => n.Slots.Count > 0)
        .Select(n => $"{n.NodeId}={string.Join(',', n.Slots)}")
        .Order(StringComparer.Ordinal));
}
