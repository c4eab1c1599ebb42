using System.Diagnostics;
using System.Net.Sockets;

namespace ServerSessions.TestServers;

/// <summary>A Redis cluster of our own on 127.0.0.1: three primaries with a replica each. It can lose a primary, change roles and move slots under load.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Primaries = 3;
    private static readonly TimeSpan Patience = Waiting.Patience;
    private static readonly TimeSpan GivenUp = TimeSpan.FromSeconds(6);

    private readonly RedisServer[] _servers;

    private RedisCluster(RedisServer[] servers) => _servers = servers;

    /// <summary>All six servers, running or not.</summary>
    public IReadOnlyList<RedisServer> Servers => _servers;

    /// <summary>A connection string that names every server.</summary>
    public string Endpoints => string.Join(',', _servers.Select(s => s.Endpoint));

    /// <summary>Starts six servers, joins them, and waits until the cluster serves and every replica follows.</summary>
    /// <param name="nodeTimeout">After which silence a node counts as failed. Default 1.5 s.</param>
    /// <param name="options">How each server is started.</param>
    public static async Task<RedisCluster> StartAsync(TimeSpan? nodeTimeout = null, RedisServerOptions? options = null)
    {
        var started = new List<RedisServer>();
        var cluster = default(RedisCluster);
        try
        {
            for (var i = 0; i < 2 * Primaries; i++)
                started.Add(await RedisServer.StartAsync(ClusterOptions(options ?? new(), nodeTimeout ?? TimeSpan.FromSeconds(1.5))));
            cluster = new RedisCluster([.. started]);
            await cluster.JoinAsync();
            return cluster;
        }
        catch
        {
            foreach (var server in started)
                await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The slot of a key.</summary>
    public static int Slot(string key) => HashSlot.Of(key);

    /// <summary>The running server that serves this slot now.</summary>
    public async Task<RedisServer> PrimaryOfAsync(int slot) =>
        await FindPrimaryAsync(slot) ?? throw new InvalidOperationException($"No running server serves slot {slot}.");

    /// <summary>The running server that serves this key now.</summary>
    public Task<RedisServer> PrimaryOfAsync(string key) => PrimaryOfAsync(Slot(key));

    /// <summary>A running replica of the server that serves this slot.</summary>
    public async Task<RedisServer> ReplicaOfAsync(int slot)
    {
        var primary = await MyselfAsync(await PrimaryOfAsync(slot));
        foreach (var server in Running())
        {
            if ((await MyselfAsync(server)).PrimaryId == primary.Id)
                return server;
        }
        throw new InvalidOperationException($"Slot {slot} has no running replica.");
    }

    /// <summary>A planned change of roles: the replica of this slot becomes its primary without losing a write. Returns the new primary.</summary>
    public async Task<RedisServer> FailoverAsync(int slot)
    {
        var replica = await ReplicaOfAsync(slot);
        // On a busy machine the servers may give a failover up, which they do after five seconds and without a word.
        var asked = 0L;
        await Waiting.UntilAsync($"{replica.Endpoint} serves slot {slot}", Patience, async () =>
        {
            if (await FindPrimaryAsync(slot) == replica)
                return true;
            if (asked != 0 && Stopwatch.GetElapsedTime(asked) < GivenUp)
                return false;
            asked = Stopwatch.GetTimestamp();
            try
            {
                await replica.CommandAsync("CLUSTER", "FAILOVER");
            }
            catch (RedisErrorException)
            {
                // It has become the primary meanwhile.
            }

            return false;
        });
        return replica;
    }

    /// <summary>SIGKILL of the server that serves this slot. Returns it, to start it again later; its replica takes over by itself.</summary>
    public async Task<RedisServer> KillPrimaryAsync(int slot)
    {
        var primary = await PrimaryOfAsync(slot);
        await primary.KillAsync();
        return primary;
    }

    /// <summary>Whether a server other than this one, which was killed or frozen, takes writes to this slot.</summary>
    public async Task<bool> IsServedByAnotherAsync(RedisServer former, int slot)
    {
        foreach (var server in Running().Where(s => s != former))
            if (await TryMyselfAsync(server) is { IsPrimary: true } node && node.Serves(slot))
                return await server.CommandAsync("CLUSTER", "INFO") is string info && info.Contains("cluster_state:ok");
        return false;
    }

    /// <summary>Moves a slot with all its keys to another primary while clients go on.</summary>
    /// <param name="slot">What is moved.</param>
    /// <param name="target">Where to; a primary.</param>
    /// <param name="pause">What is waited after each key, so that clients meet the half-moved slot. Default none, then ten keys are moved at once.</param>
    public async Task MigrateSlotAsync(int slot, RedisServer target, TimeSpan pause = default)
    {
        var source = await PrimaryOfAsync(slot);
        var (from, to) = ((await MyselfAsync(source)).Id, (await MyselfAsync(target)).Id);
        if (from == to)
            return;
        await target.CommandAsync("CLUSTER", "SETSLOT", $"{slot}", "IMPORTING", from);
        await source.CommandAsync("CLUSTER", "SETSLOT", $"{slot}", "MIGRATING", to);
        while (await source.CommandAsync("CLUSTER", "GETKEYSINSLOT", $"{slot}", pause == default ? "10" : "1") is object?[] { Length: > 0 } keys)
        {
            await source.CommandAsync(["MIGRATE", "127.0.0.1", $"{target.Address.Port}", "", "0", "5000", "KEYS", .. keys.Cast<string>()]);
            await Task.Delay(pause);
        }
        // The new owner first: in the other order, a request between the two would find no owner.
        foreach (var server in new[] { target, source }.Concat(await PrimariesAsync()).Distinct())
            await server.CommandAsync("CLUSTER", "SETSLOT", $"{slot}", "NODE", to);
    }

    /// <summary>The servers that are primaries now.</summary>
    public async Task<IReadOnlyList<RedisServer>> PrimariesAsync()
    {
        var primaries = new List<RedisServer>();
        foreach (var server in Running())
        {
            if (await MyselfAsync(server) is { IsPrimary: true, Slots.Length: > 0 })
                primaries.Add(server);
        }
        return primaries;
    }

    /// <summary>Waits until every running server says that the cluster serves, and every running replica follows its primary.</summary>
    public async Task WaitUntilHealthyAsync()
    {
        foreach (var server in Running())
            await Waiting.UntilAsync($"the cluster is healthy in the eyes of {server.Endpoint}", Patience, () => IsHealthyAsync(server));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private static RedisServerOptions ClusterOptions(RedisServerOptions options, TimeSpan nodeTimeout) => options with
    {
        Extra = new Dictionary<string, string>(options.Extra)
        {
            ["cluster-enabled"] = "yes",
            ["cluster-node-timeout"] = ((int)nodeTimeout.TotalMilliseconds).ToString(),
            // A replica stands for election however old its data, as an operator who wants to go on would have it.
            ["cluster-replica-validity-factor"] = "0",
            ["repl-diskless-sync-delay"] = "0",
        },
    };

    private async Task JoinAsync()
    {
        for (var i = 0; i < _servers.Length; i++)
            await _servers[i].CommandAsync("CLUSTER", "SET-CONFIG-EPOCH", $"{i + 1}");
        for (var i = 0; i < Primaries; i++)
            await _servers[i].CommandAsync("CLUSTER", "ADDSLOTSRANGE", $"{HashSlot.Count * i / Primaries}", $"{(HashSlot.Count * (i + 1) / Primaries) - 1}");
        foreach (var server in _servers.Skip(1))
            await _servers[0].CommandAsync("CLUSTER", "MEET", "127.0.0.1", $"{server.Address.Port}", await BusPortAsync(server));
        foreach (var server in _servers)
            await Waiting.UntilAsync($"{server.Endpoint} knows all servers", Patience, () => KnowsAllAsync(server));
        for (var i = 0; i < Primaries; i++)
            await _servers[Primaries + i].CommandAsync("CLUSTER", "REPLICATE", (await MyselfAsync(_servers[i])).Id);
        await WaitUntilHealthyAsync();
    }

    private static async Task<string> BusPortAsync(RedisServer server) => (string)((object?[])(await server.CommandAsync("CONFIG", "GET", "cluster-port"))!)[1]!;

    private async Task<bool> KnowsAllAsync(RedisServer server)
    {
        var nodes = await NodesAsync(server);
        return nodes.Length == _servers.Length && !nodes.Any(n => n.Flags.Contains("handshake"));
    }

    private static async Task<bool> IsHealthyAsync(RedisServer server)
    {
        if (await server.CommandAsync("CLUSTER", "INFO") is not string info || !info.Contains("cluster_state:ok"))
            return false;
        var nodes = await NodesAsync(server);
        return nodes.Single(n => n.IsMyself).IsPrimary
            ? nodes.Count(n => n.IsPrimary && n.Slots.Length > 0) == Primaries
            : await server.CommandAsync("INFO", "replication") is string replication && replication.Contains("master_link_status:up");
    }

    private async Task<RedisServer?> FindPrimaryAsync(int slot)
    {
        var claims = new List<(RedisServer Server, long Epoch)>();
        foreach (var server in Running())
        {
            if (await TryMyselfAsync(server) is { IsPrimary: true } node && node.Serves(slot))
                claims.Add((server, node.Epoch));
        }
        return claims.Count == 0 ? null : claims.MaxBy(c => c.Epoch).Server;
    }

    private IEnumerable<RedisServer> Running() => _servers.Where(s => s.IsRunning);

    private static async Task<ClusterNode[]> NodesAsync(RedisServer server) => ClusterNode.Parse((string)(await server.CommandAsync("CLUSTER", "NODES"))!);

    private static async Task<ClusterNode> MyselfAsync(RedisServer server) => (await NodesAsync(server)).Single(n => n.IsMyself);

    private static async Task<ClusterNode?> TryMyselfAsync(RedisServer server)
    {
        try
        {
            return await MyselfAsync(server);
        }
        catch (Exception exception) when (exception is SocketException or IOException or TimeoutException or RedisErrorException)
        {
            return null;
        }
    }
}
