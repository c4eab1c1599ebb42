using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Compare;

/// <summary>Searches servers for ids without the product: the values of all keys, the snapshot, and the append-only file after its rewrite. Replicas are searched as well.</summary>
internal sealed class OutsideSearch(IReadOnlyList<RedisServer> servers)
{
    public async Task<IReadOnlyList<string>> KeysAsync(TraceSearch search)
    {
        var found = new List<string>();
        foreach (var server in servers)
            found.AddRange(search.In($"keys of {server.Endpoint}", await RedisContent.KeysAsync(server)));
        return found;
    }

    public async Task<IReadOnlyList<string>> EverywhereAsync(TraceSearch search)
    {
        var found = new List<string>(await KeysAsync(search));
        foreach (var server in servers)
        {
            found.AddRange(search.In($"append-only file of {server.Endpoint}", await RedisContent.RewrittenFileAsync(server)));
            found.AddRange(search.In($"snapshot of {server.Endpoint}", await RedisContent.SnapshotAsync(server)));
        }

        return found;
    }
}
