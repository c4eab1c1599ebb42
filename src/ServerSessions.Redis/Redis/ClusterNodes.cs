using System.Net;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Queries the nodes of a cluster for the owners of the slots. The client does this too, but it waits for
/// seconds for a frozen node, and queries nothing else meanwhile. An answer to one of our queries also updates the client.
/// </summary>
internal sealed class ClusterNodes(IConnectionMultiplexer multiplexer, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    // One query at a time for each node, so that a frozen node has only one in its pipe.
    private readonly Dictionary<EndPoint, Task<ClusterConfiguration?>> _queries = [];
    private readonly SemaphoreSlim _asking = new(1);

    // A client of the application can query nodes only if it has allowAdmin.
    private volatile bool _canQuery = true;

    /// <summary>Whether the servers are a cluster, as far as the client has detected, and can be queried.</summary>
    public bool IsCluster => Nodes().Any();

    /// <summary>The slots that the client received last; null for none.</summary>
    public string? Known => Nodes().Select(n => n.ClusterConfiguration).OfType<ClusterConfiguration>().Select(Slots).FirstOrDefault();

    /// <summary>Queries all connected nodes. Null when less than half of them answer in time, or when they do not agree.</summary>
    public async Task<string?> AgreedAsync()
    {
        await _asking.WaitAsync();
        try
        {
            var all = Nodes().ToList();
            var questions = all.Where(n => !_queries.TryGetValue(n.EndPoint, out var before) || before.IsCompleted).Select(Ask).ToList();
            var answered = Task.WhenAll(questions);
            RedisConnection.Forget(answered);
            await Task.WhenAny(answered, Task.Delay(Patience, time));
            var answers = questions.Where(q => q.IsCompletedSuccessfully).Select(q => q.Result).OfType<ClusterConfiguration>().Select(Slots).ToList();
            return 2 * answers.Count >= all.Count && answers.Distinct().Take(2).Count() == 1 ? answers[0] : null;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private Task<ClusterConfiguration?> Ask(IServer node)
    {
        Task<ClusterConfiguration?> question;
        try
        {
            question = node.ClusterNodesAsync();
            RedisConnection.Forget(question);
        }
        catch (RedisCommandException exception)
        {
            _canQuery = false;
            question = Task.FromException<ClusterConfiguration?>(exception);
            RedisConnection.Forget(question);
        }

        return _queries[node.EndPoint] = question;
    }

    /// <summary>Returns the nodes to which the client is connected; none for a single server.</summary>
    public static IEnumerable<IServer> Of(IConnectionMultiplexer multiplexer) => multiplexer.GetEndPoints()
        .Select(e => multiplexer.GetServer(e))
        .Where(s => s.IsConnected && s.ServerType == ServerType.Cluster);

    private IEnumerable<IServer> Nodes() => _canQuery ? Of(multiplexer) : [];

    // Only primaries have slots.
    private static string Slots(ClusterConfiguration configuration) => string.Join(' ', configuration.Nodes
        .Where(n => n.Slots.Count > 0)
        .Select(n => $"{n.NodeId}={string.Join(',', n.Slots)}")
        .Order(StringComparer.Ordinal));
}
