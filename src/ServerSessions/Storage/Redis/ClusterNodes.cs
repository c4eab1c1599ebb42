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

    /// <summary>Whether the servers are a cluster, as far as the client has heard from any.</summary>
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
            var question = node.ClusterNodesAsync(CommandFlags.None);
            RedisConnection.Forget(question);
            _asked[node.EndPoint] = question;
            asked.Add(question);
        }

        await Task.WhenAny(Task.WhenAll(asked), Task.Delay(Patience, time));
        var views = asked.Where(q => q.IsCompletedSuccessfully && q.Result is not null).Select(q => Slots(q.Result)).Distinct().Take(2).ToList();
        return views.Count == 1 ? views[0] : null;
    }

    private IEnumerable<IServer> Nodes() => multiplexer.GetEndPoints(false)
        .Select(e => multiplexer.GetServer(e, null))
        .Where(s => s.IsConnected && s.ServerType == ServerType.Cluster);

    // Only primaries have slots.
    private static string Slots(ClusterConfiguration configuration) => string.Join(' ', configuration.Nodes
        .Where(n => n.Slots.Count > 0)
        .Select(n => $"{n.NodeId}={string.Join(',', n.Slots)}")
        .Order(StringComparer.Ordinal));
}
