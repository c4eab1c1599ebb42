using System.Net;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Who serves which slots, in the words of the nodes of a cluster that answer. The client asks as well, but it then waits for
/// seconds for a node that is frozen, and asks nothing more meanwhile; an answer to us is one to the client, too.
/// </summary>
internal sealed class ClusterNodes(IConnectionMultiplexer multiplexer, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    // One question at a time: a frozen node has one of ours in its pipe, however long it is frozen.
    private readonly Dictionary<EndPoint, Task<ClusterConfiguration?>> _asked = [];
    private readonly SemaphoreSlim _asking = new(1);

    // A client that the application has made asks nodes only when it was made with allowAdmin.
    private volatile bool _mayAsk = true;

    /// <summary>Whether the servers are a cluster, as far as the client has heard from any, and can be asked.</summary>
    public bool IsCluster => Nodes().Any();

    /// <summary>What the client has been told last, or null.</summary>
    public string? Known => Nodes().Select(n => n.ClusterConfiguration).OfType<ClusterConfiguration>().Select(Slots).FirstOrDefault();

    /// <summary>Asks all that are connected. Null when less than half of them answer in time, or when they do not agree.</summary>
    public async Task<string?> AgreedAsync()
    {
        await _asking.WaitAsync();
        try
        {
            var all = Nodes().ToList();
            var questions = all.Where(n => !_asked.TryGetValue(n.EndPoint, out var before) || before.IsCompleted).Select(Ask).ToList();
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
            _mayAsk = false;
            question = Task.FromException<ClusterConfiguration?>(exception);
            RedisConnection.Forget(question);
        }

        return _asked[node.EndPoint] = question;
    }

    /// <summary>The nodes that the client is connected to; none when it talks to a single server.</summary>
    public static IEnumerable<IServer> Of(IConnectionMultiplexer multiplexer) => multiplexer.GetEndPoints()
        .Select(e => multiplexer.GetServer(e))
        .Where(s => s.IsConnected && s.ServerType == ServerType.Cluster);

    private IEnumerable<IServer> Nodes() => _mayAsk ? Of(multiplexer) : [];

    // Only primaries have slots.
    private static string Slots(ClusterConfiguration configuration) => string.Join(' ', configuration.Nodes
        .Where(n => n.Slots.Count > 0)
        .Select(n => $"{n.NodeId}={string.Join(',', n.Slots)}")
        .Order(StringComparer.Ordinal));
}
